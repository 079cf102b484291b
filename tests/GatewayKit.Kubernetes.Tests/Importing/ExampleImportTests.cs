using static GatewayKit.Kubernetes.Tests.Importing.ImportMaker;

namespace GatewayKit.Kubernetes.Tests.Importing;

/// <summary>The whole result of an import.</summary>
public sealed class ExampleImportTests
{
    [Fact]
    public void An_Ingress_becomes_a_Gateway_a_route_and_its_plugins()
    {
        var result = Import(
            Ingress(
                "shop", "shop.example", "/", "nginx.ingress.kubernetes.io/limit-rps: \"10\"",
                "tls: [ { hosts: [shop.example], secretName: t } ]"));

        Assert.Equal(
            """
            # The listeners of all Ingresses.
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata:
              name: ingress
              namespace: team
            spec:
              gatewayClassName: gatewaykit
              listeners:
                - name: http
                  port: 80
                  protocol: HTTP
                - name: https-shop-example
                  port: 443
                  protocol: HTTPS
                  hostname: shop.example
                  tls:
                    certificateRefs:
                      - name: t

            """.ReplaceLineEndings("\n"), result.Manifests[0].Yaml);
        Assert.Equal(
            """
            # Ingress team/shop
            apiVersion: gatewaykit.io/v1alpha1
            kind: GatewayPlugin
            metadata:
              name: shop-limit-rps
              namespace: team
            spec:
              plugin: rate-limit
              id: limit-rps
              options:
                limit: 50
                window: "5s"
                by: ip
            ---
            # Ingress team/shop
            apiVersion: gatewaykit.io/v1alpha1
            kind: GatewayPolicy
            metadata:
              name: shop
              namespace: team
            spec:
              targetRefs:
                - group: gateway.networking.k8s.io
                  kind: HTTPRoute
                  name: shop
              plugins:
                - name: shop-limit-rps
            ---
            # Ingress team/shop
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata:
              name: shop
              namespace: team
            spec:
              parentRefs:
                - name: ingress
                  port: 443
              hostnames:
                - shop.example
              rules:
                - matches:
                    - path:
                        type: PathPrefix
                        value: /
                  backendRefs:
                    - name: one
                      port: 80
            ---
            # Ingress team/shop
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata:
              name: shop-to-https
              namespace: team
            spec:
              parentRefs:
                - name: ingress
                  sectionName: http
              hostnames:
                - shop.example
              rules:
                - matches:
                    - path:
                        type: PathPrefix
                        value: /
                  filters:
                    - type: RequestRedirect
                      requestRedirect:
                        scheme: https
                        statusCode: 308

            """.ReplaceLineEndings("\n"), result.Manifests[1].Yaml);
        Assert.Empty(result.Warnings);
    }
}
