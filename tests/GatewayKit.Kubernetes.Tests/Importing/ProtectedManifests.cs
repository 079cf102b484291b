namespace GatewayKit.Kubernetes.Tests.Importing;

/// <summary>Ingresses with TLS, protections and limits, in two namespaces, each with hosts of its own.</summary>
internal static class ProtectedManifests
{
    /// <param name="auth">The port of the authorization service.</param>
    /// <param name="copies">The port of the server that gets copies of requests.</param>
    public static string Ingresses(int auth, int copies) => $$"""
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: people
          namespace: team
          annotations:
            nginx.ingress.kubernetes.io/auth-type: basic
            nginx.ingress.kubernetes.io/auth-secret: people
            nginx.ingress.kubernetes.io/auth-secret-type: auth-map
        spec:
          ingressClassName: nginx
          rules:
            - host: people.example
              http: { paths: [ { path: /, pathType: Prefix, backend: { service: { name: one, port: { number: 80 } } } } ] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: certified
          namespace: team
          annotations: { nginx.ingress.kubernetes.io/auth-tls-secret: team/clients }
        spec:
          ingressClassName: nginx
          tls: [ { hosts: [certified.example], secretName: tls-certified } ]
          rules:
            - host: certified.example
              http: { paths: [ { path: /, pathType: Prefix, backend: { service: { name: subject, port: { number: 80 } } } } ] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: copied
          namespace: team
          annotations: { nginx.ingress.kubernetes.io/mirror-target: "http://127.0.0.1:{{copies}}$request_uri" }
        spec:
          ingressClassName: nginx
          rules:
            - host: copied.example
              http: { paths: [ { path: /, pathType: Prefix, backend: { service: { name: one, port: { number: 80 } } } } ] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: paged
          namespace: team
          annotations: { nginx.ingress.kubernetes.io/custom-http-errors: "404,502", nginx.ingress.kubernetes.io/default-backend: pages }
        spec:
          ingressClassName: nginx
          rules:
            - host: paged.example
              http: { paths: [ { path: /, pathType: Prefix, backend: { service: { name: failing, port: { number: 80 } } } } ] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: users
          namespace: team
          annotations:
            nginx.ingress.kubernetes.io/auth-type: basic
            nginx.ingress.kubernetes.io/auth-secret: users
            nginx.ingress.kubernetes.io/auth-realm: Shop
        spec:
          ingressClassName: nginx
          tls: [ { hosts: [users.example], secretName: tls-users } ]
          rules:
            - host: users.example
              http: { paths: [ { path: /a, pathType: Prefix, backend: { service: { name: one, port: { number: 80 } } } } ] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: auth
          namespace: team
          annotations: { nginx.ingress.kubernetes.io/auth-url: "http://127.0.0.1:{{auth}}/check" }
        spec:
          ingressClassName: nginx
          rules:
            - host: auth.example
              http: { paths: [ { path: /, pathType: Prefix, backend: { service: { name: one, port: { number: 80 } } } } ] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: denied
          namespace: other
          annotations: { nginx.ingress.kubernetes.io/whitelist-source-range: 10.0.0.0/8, nginx.ingress.kubernetes.io/ssl-redirect: "false" }
        spec:
          ingressClassName: nginx
          tls: [ { hosts: [denied.example], secretName: tls-denied } ]
          rules:
            - host: denied.example
              http: { paths: [ { path: /, pathType: Prefix, backend: { service: { name: one, port: { number: 80 } } } } ] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: closed
          namespace: team
          annotations: { nginx.ingress.kubernetes.io/configuration-snippet: "deny all;" }
        spec:
          ingressClassName: nginx
          tls: [ { secretName: tls-closed } ]
          rules:
            - host: closed.example
              http: { paths: [ { path: /, pathType: Prefix, backend: { service: { name: one, port: { number: 80 } } } } ] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: limited
          namespace: team
          annotations: { nginx.ingress.kubernetes.io/limit-rpm: "1", nginx.ingress.kubernetes.io/limit-burst-multiplier: "3" }
        spec:
          ingressClassName: nginx
          rules:
            - host: limited.example
              http:
                paths:
                  - { path: /a, pathType: Prefix, backend: { service: { name: one, port: { number: 80 } } } }
                  - { path: /b, pathType: Prefix, backend: { service: { name: two, port: { number: 80 } } } }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: sticky
          namespace: team
          annotations: { nginx.ingress.kubernetes.io/affinity: cookie, nginx.ingress.kubernetes.io/session-cookie-name: stick }
        spec:
          ingressClassName: nginx
          rules:
            - host: sticky.example
              http: { paths: [ { path: /, pathType: Prefix, backend: { service: { name: pair, port: { number: 80 } } } } ] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: spare
          namespace: team
          annotations: { nginx.ingress.kubernetes.io/default-backend: two, nginx.ingress.kubernetes.io/force-ssl-redirect: "true" }
        spec:
          ingressClassName: nginx
          tls: [ { hosts: ["*.spare.example"], secretName: tls-spare } ]
          rules:
            - host: a.spare.example
              http: { paths: [ { path: /, pathType: Prefix, backend: { service: { name: empty, port: { number: 80 } } } } ] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: secure
          namespace: team
          annotations: { nginx.ingress.kubernetes.io/backend-protocol: HTTPS }
        spec:
          ingressClassName: nginx
          rules:
            - host: secure.example
              http: { paths: [ { path: /, pathType: Prefix, backend: { service: { name: tls, port: { number: 80 } } } } ] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: verified
          namespace: team
          annotations:
            nginx.ingress.kubernetes.io/backend-protocol: HTTPS
            nginx.ingress.kubernetes.io/proxy-ssl-verify: "on"
            nginx.ingress.kubernetes.io/proxy-ssl-secret: team/client
            nginx.ingress.kubernetes.io/proxy-ssl-name: backend.example
        spec:
          ingressClassName: nginx
          rules:
            - host: verified.example
              http: { paths: [ { path: /, pathType: Prefix, backend: { service: { name: tls-verified, port: { number: 80 } } } } ] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: calls
          namespace: team
          annotations: { nginx.ingress.kubernetes.io/backend-protocol: GRPC }
        spec:
          ingressClassName: nginx
          tls: [ { hosts: [calls.example], secretName: tls-calls } ]
          rules:
            - host: calls.example
              http: { paths: [ { path: /pkg.Service, pathType: Prefix, backend: { service: { name: calls, port: { number: 80 } } } } ] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: mixed-calls
          namespace: team
          annotations: { nginx.ingress.kubernetes.io/backend-protocol: GRPC, nginx.ingress.kubernetes.io/ssl-redirect: "false" }
        spec:
          ingressClassName: nginx
          tls: [ { hosts: [mixed.example], secretName: tls-calls } ]
          rules:
            - host: mixed.example
              http: { paths: [ { path: /pkg.Service, pathType: Prefix, backend: { service: { name: calls, port: { number: 80 } } } } ] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: mixed-pages, namespace: team }
        spec:
          ingressClassName: nginx
          rules:
            - host: mixed.example
              http: { paths: [ { path: /, pathType: Prefix, backend: { service: { name: one, port: { number: 80 } } } } ] }
        """;
}
