package naming

import "strings"

// The word lists of this file are habits of people who name tables and columns, in the
// languages the product's users write schemas in. They hold no name of one known schema.

// keySuffixes mark a column as a key or reference when they end its name: customer_id.
var keySuffixes = wordSet(`id ids key code no num nr number uuid uid guid fk ref pk sk cd oid xid identifier codigo clave
	nik kode kd idx rid ident iid nbr fkey lid nummer kennung schluessel chiave codice cle cislo klic clef kodu azonosito
	numero nomor`)

// strongSuffixes say reference nearly always; the other suffixes also end plain values
// (zip_code, phone_number).
var strongSuffixes = wordSet(`id uuid uid guid fk ref sk oid identifier rid fkey iid
	azonosito clef`)

// keyPrefixes mark a column as a key or reference when they begin its name: id_cliente,
// fk_usuario, ref_cod_escola.
var keyPrefixes = wordSet(`id fk ref cod idf num no nro code kd ma cve kode pk codigo uuid clave xref fkid idt cd nr sq
	codice chiave cle klic kod numero mso ident`)

// strongPrefixes say reference nearly always.
var strongPrefixes = wordSet(`id fk ref cod uuid kd ma kode cve idt fkid cd sq codigo klic kod cle chiave codice idf`)

// notations are letters and words that tell a column's type or scope in front of its
// name: lngCustomerID, fld_customer_id.
var notations = wordSet(`lng int str fld col n i l u p dw sz vch chr num guid`)

// genericKeys are names of key columns that say nothing about their table.
var genericKeys = wordSet(`id uuid guid code name key no number pk uid oid rowid row_id num type value title identifier
	codigo nombre nom nome kode ident seq sequence serial index version username slug label sid email date status
	year description state position order sort level language locale hash token url path`)

// ownNames are names that each table uses for something of its own, so that the foreign
// key of one says nothing about another.
var ownNames = wordSet(`id uuid guid key code name no number num title value label description slug version`)

// copies are words of tables whose rows copy or outlive those of other tables.
var copies = wordSet(`log audit history hist hi archive archived deleted aged old cache cached update snapshot temp tmp stage
	staging import backup summary unfulfilled expired trash change event trace analytics stat statistics`)

// numbersRows are names of columns that number the rows of their own table.
var numbersRows = wordSet(`id uuid guid oid pk key ident identifier`)

// rowKeys are names of single primary keys that only number rows.
var rowKeys = wordSet(`rowid recid seqid seq recordid lineid autoid auto sno srno`)

// tableAffixes decorate names of tables.
var tableAffixes = wordSet(`tbl tb t tab table dim fact fct d f m mst master ref lkp lookup lu mas tr trx xref tm ms`)

// persons are names of the table of people that a role such as created_by means, the
// likeliest first.
var persons = []string{
	"user", "account", "person", "employee", "member", "staff", "usuario", "utilisateur", "benutzer", "utente",
	"party", "people", "login", "worker", "profile", "admin", "operator", "agent", "pessoa", "persona", "pengguna",
	"funcionario", "empleado", "editor", "actor", "player", "nguoidung", "taikhoan", "felhasznalo", "uzytkownik",
	"uzivatel", "kullanici", "gebruiker", "mitarbeiter", "medewerker", "karyawan", "pegawai", "nhanvien", "dipendente",
	"utilizador", "colaborador", "employe", "personne", "akun",
}

// plainPersons mean people at the end of a longer name, too: app_user, web_member.
var plainPersons = wordSet(`user usr employee person member staff usuario benutzer utente utilisateur pengguna nguoidung
	felhasznalo uzytkownik uzivatel kullanici gebruiker`)

// personNames are the same, to look up.
var personNames = wordSet(strings.Join(persons, " ") + " usr")

// personRoles are roles in which a row of the table of people takes part.
var personRoles = wordSet(`creator created updated modified changed deleted approved author owner editor voided retired
	assignee assigned reporter submitter modifier updater lastupdated createdby updatedby lastupdatedby lastmodified
	upd added approver reviewer reviewed requester requestor requested sender recipient receiver inviter invited
	uploader uploaded publisher published moderator initiator responsible contact cancelled canceled closed resolved
	confirmed verified verifier locked checked entered registered inserted removed edited signed posted cad exc
	follower followee following followed friend blocker blocked actor operator manager supervisor boss leader head
	principal chief coach instructor teacher tutor mentor director performer completer completed granted grantor
	grantee submitted disabled archived starter started finished rejected processed imported issued lasteditor
	lasteditedby captain customer host guest holder voter giver taker sponsor borrower lender buyer seller merged banned
	banner updatee user usr employee administrator admin technician salesperson salesrep rep
	creado creador modificado modificador actualizado eliminado aprobado asignado responsable registrado autor
	criado criador alterado atualizado excluido aprovado responsavel cadastrado
	cree createur modifie supprime valide auteur redacteur assigne
	erstellt ersteller geaendert geandert geloscht geloescht bearbeiter genehmigt verantwortlich verantwortlicher
	verfasser zustandig zustaendig angelegt
	creato creatore modificato aggiornato eliminato approvato responsabile autore
	dibuat pembuat diubah pengubah dihapus penulis disetujui penanggungjawab
	nguoitao nguoisua nguoiduyet nguoilap tacgia
	letrehozo modosito szerzo rogzito jovahagyo jefe chefe chef capo atasan vorgesetzter gerente encargado`)

// authors are the roles that are a person's nearly always.
var authors = wordSet(`creator author updater editor modifier approver assignee reporter submitter reviewer requester
	requestor uploader inviter publisher moderator voter follower follow followee creador criador createur ersteller
	creatore pembuat autor auteur autore verfasser penulis nguoitao nguoisua nguoilap letrehozo modosito`)

// bys are the words for by: creado_por, erstellt_von.
var bys = wordSet(`por par von da oleh durch door od`)

// things are words that end like a doer and are none.
var things = wordSet(`number order folder header center server counter container parameter filter register layer chapter
	character cluster router sensor vector sector error factor color monitor member player letter paper offer
	transfer master trigger identifier provider carrier partner supplier manufacturer retailer dealer buyer seller
	customer consumer user passenger driver worker matter buffer cursor floor door indicator calendar career
	poster banner newsletter computer printer scanner controller adapter connector processor operator committee
	employee fee coffee tree degree volunteer teacher customer chamber answer meter perimeter diameter theater theatre
	newspaper wrapper loader builder handler listener helper parser tracker timer marker pointer printer browser explorer
	launcher installer compiler interpreter converter encoder decoder reader writer placeholder shareholder stakeholder
	corner border river tower flower power water winter summer semester quarter prior minor major interior author`)

// lightWords end names of tables without saying anything.
var lightWords = wordSet(`info data detail master list record entity table tree hierarchy entry profile object item instance
	definition def base main header`)

// selfRoles are roles in which a row refers to a row of its own table.
var selfRoles = wordSet(`parent previous prev next original origin ancestor descendant child superior predecessor replaced
	successor manager boss supervisor root reply replyto inreplyto duplicate duplicateof mother father pere padre pai
	mae madre mere vater mutter eltern elter genitore padrone induk cha me superiore superieur ubergeordnet uebergeordnet
	oberkategorie vorgaenger vorganger nachfolger anterior siguiente proximo proxima precedente successivo suivant
	precedent sebelumnya berikutnya szulo nadrzedny nadrizeny ust ouder jefe chefe chef capo atasan vorgesetzter
	vorgesetzte gerente leiter encargado capan cap
	super superclass subof master source target subject object left right follower leader base merged mergedinto
	split forked fork related upper reports reporting reportsto reportto preferred copied clone cloned template
	recommended prerequisite prereq`)

// relationWords end names of tables that relate the rows of one other table.
var relationWords = wordSet(`relationship relation link map mapping parent child children hierarchy tree path closure
	dependency merge pair edge inheritance association similarity alias synonym duplicate redirect friendship follow
	implication reference predecessor successor rel xref`)

// pairEnds are the roles of the two rows in such a table.
var pairEnds = wordSet(`subject object parent child source target from to left right a b ancestor descendant first second
	related destination dest src predecessor successor antecedent consequent head tail start end node other this
	that base linked depend dependent prerequisite`)

// plainSelfRoles are the self roles that hardly mean anything else.
var plainSelfRoles = wordSet(`parent previous prev next original ancestor child predecessor successor duplicate reply reports
	reportsto inreplyto replyto mergedinto superior padre pai madre mae pere mere vater eltern genitore induk cha szulo
	nadrzedny nadrizeny ouder superieur superiore ubergeordnet uebergeordnet vorgaenger vorganger nachfolger anterior
	siguiente precedent precedente suivant successivo atasan vorgesetzter jefe`)

// roles are words that say in which role a table is meant: billing_address_id.
var roles = wordSet(`billing shipping ship bill from to start end primary main home away old new source target src dst
	parent current default last first origin destination departure arrival sender receiver previous next original
	secondary local remote base own owner alternate alt preferred related linked assigned managed parentid initial final
	begin host guest winner loser winning losing master child other second third working sold sell buy invoice delivery
	mailing physical residence birth root top sub super subject object associated created updated modified approved
	author editor my fk active latest head lead`)

// rolesAfter are such words of languages that put them behind the name: id_ciudad_origen.
// Some of them stand in front in German.
var rolesAfter = wordSet(`origen destino origem actual principal siguiente anterior inicial final facturacion envio entrega salida llegada
	partida chegada saida atual proximo proxima titular suplente local visitante mandante cobranca faturamento
	origine depart arrivee livraison facturation principale precedent suivant domicile exterieur debut fin
	ursprung ziel quelle start ende vorgaenger vorganger nachfolger lieferung rechnung heim gast abflug ankunft
	destinazione partenza arrivo fatturazione spedizione precedente successivo casa ospite
	asal tujuan awal akhir utama induk di den nguon dich cha chinh kezdo cel forras szulo
	padre madre pai mae pere mere creador creacion criacao alteracao criador creation modification createur creatore
	responsable responsavel responsabile pembuat sebelumnya berikutnya`)

// counters begin or end names of amounts and flags, which refer to nothing.
var (
	counterStarts = wordSet(`total count max min avg sum percent is has can should show use enable enabled allow require
		average number nb nbr maximum minimum pct cnt include exclude display hide auto units qty quantity amount
		price cost preis betrag anzahl menge kosten summe precio monto cantidad importe costo prix montant quantite
		preco quantidade valor custo prezzo quantita jumlah harga qtd qtde cant aantal prijs bedrag ilosc liczba cena miktar adet fiyat`)
	counterEnds = wordSet(`count total qty quantity amount price cost rate percent rank score flag date time timestamp at
		balance weight height width length size age year month day hour minute second duration limit level ratio
		amt pct sum avg min max cnt sec ms bytes days hours minutes seconds points latitude longitude lat lng lon
		salary fee tax discount budget revenue income version description desc comment note text title
		phone fax email mail password url path hash token color image photo ip zip postcode postal`)
)

// externals are words of columns whose values another system issued.
var externals = wordSet(`stripe oauth session device tracking external ext facebook google twitter github gitlab paypal apple
	aws foreign remote openid saml ldap transaction request correlation trace message msg provider gateway legacy
	import imported jira slack webhook checkout vendor auth0 firebase isbn issn ean upc sku barcode imei mac vat tax iban
	swift bic passport license plate national social security zip postal postcode phone fax area country dial batch
	reference client access api secret pixel tumblr flickr youtube instagram linkedin microsoft azure intercom
	mailchimp zendesk salesforce hubspot segment sentry job process thread pid tx txn hash checksum etag revision cas`)

// abbreviations are short forms that people use for words in names.
var abbreviations = map[string]string{
	"usr": "user", "usrs": "user", "emp": "employee", "empl": "employee", "dept": "department", "dep": "department",
	"dpt": "department", "org": "organization", "organisation": "organization", "orga": "organization", "addr": "address",
	"adr": "address", "acct": "account", "acc": "account", "cust": "customer", "cus": "customer", "prod": "product",
	"grp": "group", "cat": "category", "categ": "category", "loc": "location", "inv": "invoice", "ord": "order",
	"pmt": "payment", "pay": "payment", "prof": "professor", "stu": "student", "std": "student", "stud": "student",
	"crs": "course", "cmp": "company", "comp": "company", "co": "company", "mgr": "manager", "msg": "message",
	"img": "image", "pic": "picture", "doc": "document", "docs": "document", "cfg": "config", "conf": "config",
	"desc": "description", "lang": "language", "curr": "currency", "ccy": "currency", "ctry": "country", "cntry": "country",
	"reg": "region", "dist": "district", "proj": "project", "prj": "project", "trans": "transaction", "txn": "transaction",
	"tx": "transaction", "attr": "attribute", "val": "value", "cls": "class", "subj": "subject", "sub": "subject",
	"veh": "vehicle", "hosp": "hospital", "pat": "patient", "doct": "doctor", "med": "medicine", "appt": "appointment",
	"app": "application", "env": "environment", "perm": "permission", "priv": "privilege", "auth": "author",
	"pub": "publication", "pos": "position", "qty": "quantity", "sched": "schedule", "sess": "session", "stat": "status",
	"supp": "supplier", "sup": "supplier", "sup_": "supplier", "ven": "vendor", "whs": "warehouse", "wh": "warehouse",
	"uom": "unit", "univ": "university", "vill": "village", "wkr": "worker", "exec": "execution", "proc": "process",
	"inst": "instance", "def": "definition", "cond": "condition", "char": "character", "chr": "character",
	"coll": "collection", "comm": "comment", "cmt": "comment", "conv": "conversation", "evt": "event", "ev": "event",
	"fac": "faculty", "hdr": "header", "ind": "industry", "ing": "ingredient", "instr": "instructor", "itm": "item",
	"lic": "license", "licence": "license", "mem": "member", "mbr": "member", "num": "number", "obj": "object",
	"opt": "option", "orig": "origin", "dest": "destination", "par": "parent", "pkg": "package", "plyr": "player",
	"ques": "question", "ref": "reference", "rel": "relation", "req": "request", "res": "resource", "rev": "revision",
	"rm": "room", "sec": "section", "sect": "section", "sem": "semester", "seq": "sequence", "sub_cat": "subcategory",
	"subcat": "subcategory", "svc": "service", "srv": "server", "tmpl": "template", "tpl": "template", "tchr": "teacher",
	"tel": "phone", "ws": "workspace", "perf": "performance", "tourn": "tournament", "comb": "combination",
	"centre": "center", "theatre": "theater", "colour": "color", "programme": "program", "catalogue": "catalog",
	"cheque": "check", "behaviour": "behavior", "favourite": "favorite",
}

// passwords and loginNames are words of columns of the table of people who log in.
var (
	passwords = wordSet(`password passwd pwd passhash contrasena clave_acceso senha motdepasse passwort kennwort wachtwoord
		sandi matkhau jelszo haslo heslo`)
	loginNames = wordSet(`login username loginid loginname email emailaddress mail lastlogin usuario utilisateur benutzername
		pengguna tendangnhap salt nickname locale timezone`)
)
