# Crowsfoot in a container: one static binary, no shell, not root. This file was written
# without a container engine at hand and has not been built yet.
#
#   docker build -t crowsfoot .
#   docker run --rm -p 127.0.0.1:8080:8080 -v crowsfoot:/data crowsfoot
#
# The server listens on all addresses of the container, and there are no accounts: publish
# the port on 127.0.0.1 only, as above, or put something with a login in front.

FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o /out/crowsfoot ./cmd/crowsfoot \
 && mkdir -p /out/data

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /out/crowsfoot /crowsfoot
COPY --from=build --chown=nonroot:nonroot /out/data /data
ENV CROWSFOOT_DATA=/data
VOLUME /data
EXPOSE 8080
USER nonroot
HEALTHCHECK --interval=30s --timeout=5s --start-period=5s CMD ["/crowsfoot", "healthcheck"]
ENTRYPOINT ["/crowsfoot"]
CMD ["serve", "--addr", "0.0.0.0:8080", "--allow-remote"]
