package naming_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
)

func TestWords(t *testing.T) {
	for name, want := range map[string]string{
		"customer_id":       "customer id",
		"customerId":        "customer id",
		"CustomerID":        "customer id",
		"HTTPServer":        "http server",
		"userIDs":           "user ids",
		"order-item.no":     "order item no",
		"PROC_INST_ID_":     "proc inst id",
		"address2":          "address 2",
		"sha256sum":         "sha 256 sum",
		"Größe Straße":      "grosse strasse",
		"organización_id":   "organizacion id",
		"customerid":        "customerid",
		"":                  "",
		"__":                "",
		"名前":                "名前",
		"用户ID":              "用户 id",
		"Mã khách hàng":     "ma khach hang",
		"e\u0301tudiant_id": "etudiant id",
	} {
		require.Equal(t, want, strings.Join(naming.Words(name), " "), name)
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"customer_id", "HTTPServer", "名前2", "e\u0301", "\xff\xfe", "İstanbul"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, w := range naming.Words(s) {
			if w == "" || strings.ContainsAny(w, "_- .") || utf8.ValidString(s) && !utf8.ValidString(w) {
				t.Errorf("%q gives the word %q", s, w)
			}
			naming.Singular(w)
		}
		d := diagram.New()
		d.AddTable(&diagram.Table{Name: s, Columns: []*diagram.Column{{Name: s}, {Name: s + "_id"}, {Name: "id" + s}}})
		d.AddTable(&diagram.Table{Name: s + "s", Columns: []*diagram.Column{{Name: "id"}, {Name: s}}})
		naming.Look(d).References()
	})
}

func TestSingular(t *testing.T) {
	for word, want := range map[string]string{
		"customers": "customer", "categories": "category", "addresses": "address", "boxes": "box", "people": "person",
		"statuses": "status", "status": "status", "address": "address", "news": "news", "data": "data", "axis": "axis",
		"lens": "lens", "series": "series", "campus": "campus", "analysis": "analysis", "warehouses": "warehouse",
		"movies": "movie", "sms": "sms", "id": "id", "ids": "id", "houses": "house", "indices": "index", "order": "order",
	} {
		require.Equal(t, want, naming.Singular(word))
	}
	require.Equal(t, "categories", naming.Plural("category"))
	require.Equal(t, "data", naming.Plural("data"))
}

func TestStyle(t *testing.T) {
	for name, want := range map[string]naming.Style{
		"order_item": naming.Snake, "ORDER_ITEM": naming.UpperSnake, "orderItem": naming.Camel, "OrderItem": naming.Pascal, "Order Item": naming.Spaced,
	} {
		got, ok := naming.StyleOf(name)
		require.True(t, ok, name)
		require.Equal(t, want, got, name)
		require.Equal(t, name, got.Join("order", "", "item"))
	}
	_, ok := naming.StyleOf("order")
	require.False(t, ok)
}

// schema builds a diagram from lines such as "orders: id* customer_id>customers.id note:text".
// A star marks the primary key, an exclamation mark a unique column; "bigint" is the type
// of what has none, and ">" declares a foreign key.
func schema(t *testing.T, lines string) *diagram.Diagram {
	t.Helper()
	d := diagram.New()
	byName := map[string]*diagram.Table{}
	type link struct {
		child  *diagram.Table
		column *diagram.Column
		to     string
	}
	var links []link
	for line := range strings.Lines(lines) {
		name, rest, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok {
			continue
		}
		table := &diagram.Table{Name: name}
		for _, word := range strings.Fields(rest) {
			word, to, _ := strings.Cut(word, ">")
			word, typ, typed := strings.Cut(word, ":")
			if !typed {
				typ = "bigint"
			}
			c := &diagram.Column{ID: diagram.DerivedID(name, word), Name: strings.TrimRight(word, "*!"), Type: typ}
			table.Columns = append(table.Columns, c)
			if strings.HasSuffix(word, "*") || strings.HasSuffix(word, "!") {
				primary := strings.HasSuffix(word, "*")
				if pk := table.PrimaryKey(); primary && pk != nil {
					pk.Columns = append(pk.Columns, c.ID)
				} else {
					table.Keys = append(table.Keys, &diagram.Key{Primary: primary, Columns: []diagram.ID{c.ID}})
				}
			}
			if to != "" {
				links = append(links, link{table, c, to})
			}
		}
		byName[name] = d.AddTable(table)
	}
	for _, l := range links {
		name, column, _ := strings.Cut(l.to, ".")
		d.AddRelationship(&diagram.Relationship{
			Directed: true, Ends: diagram.Between(l.child.ID, diagram.ZeroMany, byName[name].ID, diagram.One),
			Pairs: []diagram.Pair{{From: l.column.ID, To: byName[name].ColumnNamed(column).ID}},
		})
	}
	return d
}

// found lists candidates from a confidence up as "orders.customer_id > customers.id".
func found(list []naming.Candidate, least float64) []string {
	names := []string{}
	for _, c := range list {
		if c.Confidence >= least {
			names = append(names, c.Child.Name+"."+c.Columns[0].Name+" > "+c.Parent.Name+"."+c.ParentColumns[0].Name)
		}
	}
	return names
}

func TestReferences(t *testing.T) {
	for _, c := range []struct {
		name, schema string
		want         []string
	}{
		{"table and id", `
			customers: id* name:text
			orders: id* customer_id total:numeric(10,2)`,
			[]string{"orders.customer_id > customers.id"}},
		{"same name as the key", `
			Customer: CustomerNo*:text Name:text
			Invoice: InvoiceNo*:text CustomerNo:text`,
			[]string{"Invoice.CustomerNo > Customer.CustomerNo"}},
		{"role in front", `
			addresses: id* street:text
			orders: id* billing_address_id shipping_address_id`,
			[]string{"orders.billing_address_id > addresses.id", "orders.shipping_address_id > addresses.id"}},
		{"prefix of the schema", `
			shop_category: id* name:text
			shop_product: id* category_id
			shop_review: id* product_id`,
			[]string{"shop_product.category_id > shop_category.id", "shop_review.product_id > shop_product.id"}},
		{"affix in front", `
			cliente: id_cliente* nombre:text
			pedido: id_pedido* id_cliente`,
			[]string{"pedido.id_cliente > cliente.id_cliente"}},
		{"written together", `
			organisationunit: organisationunitid* name:text
			dataset: datasetid* organisationunitid`,
			[]string{"dataset.organisationunitid > organisationunit.organisationunitid"}},
		{"person", `
			users: id* email:text
			posts: id* created_by author_id`,
			[]string{"posts.created_by > users.id", "posts.author_id > users.id"}},
		{"own row", `
			categories: id* parent_id name:text`,
			[]string{"categories.parent_id > categories.id"}},
		{"two ends", `
			feature: feature_id* name:text
			feature_relationship: feature_relationship_id* subject_id object_id`,
			[]string{"feature_relationship.subject_id > feature.feature_id", "feature_relationship.object_id > feature.feature_id"}},
		{"unique column when the key only numbers rows", `
			patients: row_id* subject_id! name:text
			stays: row_id* subject_id`,
			[]string{"stays.subject_id > patients.subject_id"}},
		{"abbreviation", `
			department: id* name:text
			employee: id* dept_id`,
			[]string{"employee.dept_id > department.id"}},
		{"role behind the name", `
			ciudades: id_ciudad* nombre:text
			categorias: id_categoria* id_categoria_padre
			viajes: id_viaje* id_ciudad_origen id_ciudad_destino`,
			[]string{"categorias.id_categoria_padre > categorias.id_categoria", "viajes.id_ciudad_origen > ciudades.id_ciudad", "viajes.id_ciudad_destino > ciudades.id_ciudad"}},
		{"Portuguese", `
			tb_pessoa: cd_pessoa* nm_pessoa:text cd_pessoa_pai
			tb_usuario: id_usuario* senha:text
			tb_pedido: id_pedido* id_usuario_criacao criado_por`,
			[]string{"tb_pessoa.cd_pessoa_pai > tb_pessoa.cd_pessoa", "tb_pedido.id_usuario_criacao > tb_usuario.id_usuario", "tb_pedido.criado_por > tb_usuario.id_usuario"}},
		{"French", `
			utilisateurs: id* nom:text
			adresses: id* rue:text
			envois: id* adresse_livraison_id cree_par`,
			[]string{"envois.adresse_livraison_id > adresses.id", "envois.cree_par > utilisateurs.id"}},
		{"German", `
			kunde: id* name:text
			mitarbeiter: id* vorgesetzter_id
			benutzer: id* passwort:text
			bestellung: id* kunden_id erstellt_von`,
			[]string{"mitarbeiter.vorgesetzter_id > mitarbeiter.id", "bestellung.kunden_id > kunde.id", "bestellung.erstellt_von > benutzer.id"}},
		{"Indonesian", `
			pengguna: id* nama:text
			kota: id* nama:text
			rute: id* kota_asal_id kota_tujuan_id dibuat_oleh`,
			[]string{"rute.kota_asal_id > kota.id", "rute.kota_tujuan_id > kota.id", "rute.dibuat_oleh > pengguna.id"}},
		{"Vietnamese", `
			NhanVien: MaNV*:varchar(10) TenNV:text
			HoaDon: MaHD*:varchar(10) MaNV:varchar(10)
			ChiTietHoaDon: Ma*:varchar(10) MaHD:varchar(10)`,
			[]string{"HoaDon.MaNV > NhanVien.MaNV", "ChiTietHoaDon.MaHD > HoaDon.MaHD"}},
		{"notation in front", `
			tblCustomer: ID* strName:text
			tblOrder: ID* lngCustomerID`,
			[]string{"tblOrder.lngCustomerID > tblCustomer.ID"}},
		{"table of people who log in", `
			app_user: id* user_name:text
			app_portal_user: id* login:text password:text
			notes: id* added_by_id`,
			[]string{"notes.added_by_id > app_portal_user.id"}},
		{"roles written together", `
			nodes: id*:uuid parentid:uuid
			employees: id*:uuid reports_to:uuid`,
			[]string{"nodes.parentid > nodes.id", "employees.reports_to > employees.id"}},
		{"kinds of values that cannot be compared", `
			customers: id*:uuid
			orders: id* customer_id:date flag:boolean customer:boolean`,
			nil},
		{"keys of the own table", `
			customers: customer_id* name:text
			orders: order_id* order_no:text`,
			nil},
		{"other systems and amounts", `
			customers: id*
			orders: id* stripe_charge_id:text customer_count num_customers total_orders`,
			nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			list := naming.Look(schema(t, c.schema)).References()
			require.ElementsMatch(t, c.want, found(list, .4))
			for _, x := range list {
				require.NotEmpty(t, x.Evidence)
				require.NotContains(t, x.Evidence, "")
			}
		})
	}
}

func TestDeclaredForeignKeysTeach(t *testing.T) {
	const taught = `
		code_values: id* label:text
		clients: id* gender_cv_id>code_values.id title_cv_id>code_values.id
		staff: id* gender_cv_id
		groups: id* gender_cv_id`
	list := naming.Look(schema(t, taught)).References()
	require.ElementsMatch(t, []string{"staff.gender_cv_id > code_values.id", "groups.gender_cv_id > code_values.id"}, found(list, .4))
	require.Contains(t, strings.Join(list[0].Evidence, "\n"), "of this name refers to code_values.id")
	// What is declared is not proposed again, and keys teach nothing.
	require.NotContains(t, found(list, 0), "clients.gender_cv_id > code_values.id")
	own := naming.Look(schema(t, `
		a: id*
		b: id*>a.id
		c: id*`))
	require.Empty(t, found(own.References(), .2))
}

func TestDeclaredForeignKeysShowHabits(t *testing.T) {
	// Each table means its own rows by parent, so that a new one does, too.
	list := naming.Look(schema(t, `
		areas: area_id* parent>areas.area_id
		topics: topic_id* parent>topics.topic_id
		units: unit_id* parent>units.unit_id
		groups: group_id* parent`)).References()
	require.Equal(t, []string{"groups.parent > groups.group_id"}, found(list, .4))
	// Columns without a key affix learn from the last word where the schema has no affixes.
	list = naming.Look(schema(t, `
		org: id*
		book: id* org copy:text
		copy: id* book owning_lib>org.id
		loan: id* copy pickup_lib>org.id
		hold: id* copy book circ_lib>org.id
		bill: id* loan hold
		note: id* book copy bill home_lib`)).References()
	require.Contains(t, found(list, .28), "note.home_lib > org.id")
}

// TestRefusedReferences says of columns that they are no references.
func TestRefusedReferences(t *testing.T) {
	const lines = `
		batches: id* name:text
		a: id* batch_id
		b: id* batch_id
		c: id* batch_id
		d: id* batch_id:uuid`
	confidence := func(table string, refused ...string) (float64, []string) {
		d := schema(t, lines)
		for _, name := range refused {
			for _, o := range d.SortedTables() {
				if o.Name == name {
					d.AddIgnore(&diagram.Ignore{Rule: "K001", Object: o.ColumnNamed("batch_id").ID, Reason: "number of another system"})
				}
			}
		}
		for _, c := range naming.Look(d).References() {
			if c.Child.Name == table && c.Parent.Name == "batches" {
				return c.Confidence, c.Evidence
			}
		}
		return 0, nil
	}
	before, evidence := confidence("c")
	require.Greater(t, before, .75)
	require.NotContains(t, strings.Join(evidence, "\n"), "people said")
	once, evidence := confidence("c", "a")
	require.Less(t, once, before)
	require.Contains(t, evidence, "Of 1 other column of this name people said that it refers to nothing")
	twice, evidence := confidence("c", "a", "b")
	require.Less(t, twice, once)
	require.LessOrEqual(t, twice, .6)
	require.Contains(t, evidence, "Of 2 other columns of this name people said that they refer to nothing")
	// A column of another type plays another role.
	same, _ := confidence("c", "d")
	require.InDelta(t, before, same, 0)
	// An answer that holds until a day is none for ever, and other rules say nothing here.
	d := schema(t, lines)
	column := d.SortedTables()[1].ColumnNamed("batch_id").ID
	d.AddIgnore(&diagram.Ignore{Rule: "K001", Object: column, Reason: "later", Until: "2031-01-31"})
	d.AddIgnore(&diagram.Ignore{Rule: "M001", Object: column, Reason: "old name"})
	require.Contains(t, found(naming.Look(d).References(), before), "c.batch_id > batches.id")
}

func TestEvidence(t *testing.T) {
	list := naming.Look(schema(t, `
		addresses: id*:uuid street:text
		orders: id*:uuid shipping_address_id:uuid`)).References()
	require.Len(t, list, 1)
	require.Equal(t, []string{
		"Name is role shipping + table addresses + key",
		"Types agree: uuid and uuid",
		"addresses.id is the single primary key",
	}, list[0].Evidence)
}

func TestBetween(t *testing.T) {
	d := schema(t, `
		airports: code*:text city:text
		flights: id* from_airport:text to_airport:text carrier:text`)
	v := naming.Look(d)
	tables := d.SortedTables()
	require.ElementsMatch(t, []string{"flights.from_airport > airports.code", "flights.to_airport > airports.code"},
		found(v.Between(tables[1].ID, tables[0].ID), 0))
	require.Empty(t, v.Between(tables[0].ID, "nobody"))
}

func TestLookOnOddDiagrams(t *testing.T) {
	d := diagram.New()
	d.AddTable(&diagram.Table{Name: ""})
	d.AddTable(&diagram.Table{Name: "---", Columns: []*diagram.Column{{Name: ""}}})
	d.AddTable(&diagram.Table{Name: "a", Columns: []*diagram.Column{{Name: "?"}, {Name: "a_id"}}, Keys: []*diagram.Key{{Primary: true, Columns: []diagram.ID{"gone"}}}})
	d.AddRelationship(&diagram.Relationship{Ends: []diagram.End{{Table: "gone"}}, Pairs: []diagram.Pair{{From: "x", To: "y"}}})
	require.Empty(t, naming.Look(d).References())
}

// TestTarget looks for the column that a reference to a table goes to.
func TestTarget(t *testing.T) {
	column := func(id, name string) *diagram.Column { return &diagram.Column{ID: diagram.ID(id), Name: name} }
	key := func(ids ...diagram.ID) []*diagram.Key {
		return []*diagram.Key{{ID: "k", Primary: true, Columns: ids}}
	}
	for name, c := range map[string]struct {
		parent *diagram.Table
		want   string
	}{
		"declared key":                    {&diagram.Table{Name: "users", Columns: []*diagram.Column{column("a", "id"), column("b", "email")}, Keys: key("b")}, "email"},
		"part of a key of the same name":  {&diagram.Table{Name: "users", Columns: []*diagram.Column{column("a", "tenant_id"), column("b", "user_id")}, Keys: key("a", "b")}, "user_id"},
		"no key, an id that is not first": {&diagram.Table{Name: "users", Columns: []*diagram.Column{column("a", "email"), column("b", "id")}}, "id"},
		"no key, named after the table":   {&diagram.Table{Name: "users", Columns: []*diagram.Column{column("a", "email"), column("b", "userId")}}, "userId"},
		"nothing singles one out":         {&diagram.Table{Name: "users", Columns: []*diagram.Column{column("a", "email"), column("b", "phone")}}, ""},
	} {
		d := diagram.New()
		c.parent.ID = "parent"
		d.AddTable(c.parent)
		d.AddTable(&diagram.Table{ID: "child", Name: "orders", Columns: []*diagram.Column{column("f", "user_id")}})
		got := ""
		if to := naming.Look(d).Target("parent", "f"); to != nil {
			got = to.Name
		}
		require.Equal(t, c.want, got, name)
	}
}

func TestOwnDictionaries(t *testing.T) {
	found := func(own *diagram.Dictionaries) map[string]float64 {
		d := schema(t, `zz_warehouses: id* name:text
			zz_articles: id* whse_id zulu_warehouse_id
			mandates: id* warehouse_id`)
		d.Lint.Dictionaries = own
		list := map[string]float64{}
		for _, c := range naming.Look(d).References() {
			list[c.Columns[0].Name+" "+c.Parent.Name] = c.Confidence
		}
		return list
	}
	without := found(nil)
	with := found(&diagram.Dictionaries{Abbreviations: map[string]string{"whse": "warehouses"}, Roles: []string{"zulu"}, Affixes: []string{"zz_"}})
	for _, reference := range []string{"whse_id zz_warehouses", "zulu_warehouse_id zz_warehouses", "warehouse_id zz_warehouses"} {
		require.Greater(t, with[reference], without[reference], reference)
	}
	require.Greater(t, with["whse_id zz_warehouses"], .5)
}
