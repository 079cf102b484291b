namespace GatewayKit.Kubernetes.Tests.Importing;

/// <summary>Ingresses with most of the annotations, and one for any host.</summary>
internal static class MixedManifests
{
    public const string Ingresses = """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: shop
          namespace: team
          annotations:
            nginx.ingress.kubernetes.io/server-alias: alias.example
            nginx.ingress.kubernetes.io/custom-headers: team/headers
            nginx.ingress.kubernetes.io/upstream-vhost: inner.example
            nginx.ingress.kubernetes.io/x-forwarded-prefix: /shop
            nginx.ingress.kubernetes.io/enable-cors: "true"
            nginx.ingress.kubernetes.io/cors-allow-origin: https://a.example
            nginx.ingress.kubernetes.io/proxy-body-size: 1k
            nginx.ingress.kubernetes.io/app-root: /two
            nginx.ingress.kubernetes.io/from-to-www-redirect: "true"
        spec:
          ingressClassName: nginx
          rules:
            - host: shop.example
              http:
                paths:
                  - { path: /, pathType: Prefix, backend: { service: { name: one, port: { number: 80 } } } }
                  - { path: /two, pathType: Exact, backend: { service: { name: two, port: { number: 80 } } } }
                  - { path: /deep/, pathType: Prefix, backend: { service: { name: two, port: { name: web } } } }
                  - { path: /bucket, pathType: Prefix, backend: { resource: { kind: Bucket, name: files } } }
            - host: "*.wild.example"
              http:
                paths: [ { path: /, pathType: Prefix, backend: { service: { name: two, port: { number: 80 } } } } ]
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: patterns
          namespace: team
          annotations: { nginx.ingress.kubernetes.io/rewrite-target: /api/$2/$9 }
        spec:
          ingressClassName: nginx
          rules:
            - host: shop.example
              http:
                paths:
                  - path: "/v([0-9]+)(/.*)"
                    pathType: ImplementationSpecific
                    backend: { service: { name: two, port: { number: 80 } } }
            - host: plain.example
              http:
                paths: [ { path: /plain, pathType: Prefix, backend: { service: { name: two, port: { number: 80 } } } } ]
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: regex
          namespace: team
          annotations: { nginx.ingress.kubernetes.io/use-regex: "true" }
        spec:
          ingressClassName: nginx
          rules:
            - host: regex.example
              http:
                paths:
                  - { path: "/items/[0-9]+$", pathType: ImplementationSpecific, backend: { service: { name: one, port: { number: 80 } } } }
                  - { path: /items, pathType: Prefix, backend: { service: { name: two, port: { number: 80 } } } }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: any, namespace: team }
        spec:
          ingressClassName: nginx
          defaultBackend: { service: { name: rest, port: { number: 80 } } }
          rules:
            - http: { paths: [ { path: /two/any, pathType: Prefix, backend: { service: { name: two, port: { number: 80 } } } } ] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: younger, namespace: team, creationTimestamp: "2026-02-02T00:00:00Z" }
        spec:
          ingressClassName: nginx
          rules:
            - host: same.example
              http: { paths: [ { path: /, pathType: Prefix, backend: { service: { name: two, port: { number: 80 } } } } ] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: zolder, namespace: team, creationTimestamp: "2026-01-01T00:00:00Z" }
        spec:
          ingressClassName: nginx
          rules:
            - host: same.example
              http: { paths: [ { path: /, pathType: Prefix, backend: { service: { name: one, port: { number: 80 } } } } ] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: main, namespace: team }
        spec:
          ingressClassName: nginx
          rules:
            - host: canary.example
              http: { paths: [ { path: /, pathType: Prefix, backend: { service: { name: one, port: { number: 80 } } } } ] }
            - host: all.example
              http: { paths: [ { path: /, pathType: Prefix, backend: { service: { name: one, port: { number: 80 } } } } ] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: main-canary
          namespace: team
          annotations:
            nginx.ingress.kubernetes.io/canary: "true"
            nginx.ingress.kubernetes.io/canary-by-header: X-Canary
            nginx.ingress.kubernetes.io/canary-by-cookie: canary
        spec:
          ingressClassName: nginx
          rules:
            - host: canary.example
              http: { paths: [ { path: /, pathType: Prefix, backend: { service: { name: two, port: { number: 80 } } } } ] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: all-canary
          namespace: team
          annotations: { nginx.ingress.kubernetes.io/canary: "true", nginx.ingress.kubernetes.io/canary-weight: "100" }
        spec:
          ingressClassName: nginx
          rules:
            - host: all.example
              http: { paths: [ { path: /, pathType: Prefix, backend: { service: { name: two, port: { number: 80 } } } } ] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: moved
          namespace: team
          annotations: { nginx.ingress.kubernetes.io/permanent-redirect: "https://new.example$request_uri" }
        spec:
          ingressClassName: nginx
          rules:
            - host: moved.example
              http: { paths: [ { path: /, pathType: Prefix, backend: { service: { name: two, port: { number: 80 } } } } ] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: tls, namespace: team }
        spec:
          ingressClassName: nginx
          tls: [ { hosts: [tls.example], secretName: tls } ]
          rules:
            - host: tls.example
              http: { paths: [ { path: /only, pathType: Prefix, backend: { service: { name: one, port: { number: 80 } } } } ] }
        """;

    public const string Others = """
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: headers, namespace: team }
        data: { X-Frame-Options: DENY, X-Version: "1" }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: two, namespace: team }
        spec: { ports: [ { name: web, port: 80 } ] }
        """;
}
