using static GatewayKit.Kubernetes.Tests.Importing.ImportMaker;

namespace GatewayKit.Kubernetes.Tests.Importing;

/// <summary>The resources and warnings of imports.</summary>
public sealed class ImportTests
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    [Fact]
    public void The_order_of_the_manifests_changes_nothing()
    {
        string[] all = [Ingress("b", "b.example", "/"), Ingress("a", "a.example", "/"), Ingress("c", "a.example", "/c")];

        Assert.Equal(TextOf(Import(all)), TextOf(Import([.. all.Reverse()])));
    }

    [Fact]
    public void Certificates_and_routes_of_several_namespaces_are_allowed_by_name()
    {
        var result = Import(
            Ingress("a", "a.example", "/", more: "tls: [ { hosts: [a.example], secretName: t } ]"),
            Ingress("b", "b.example", "/", more: "tls: [ { hosts: [b.example], secretName: t } ]")
                .Replace("namespace: team", "namespace: other", Ordinal));

        var gateway = result.Manifests[0].Yaml;
        Assert.Contains("kind: ReferenceGrant\nmetadata:\n  name: ingress-certificates\n  namespace: other\n", gateway, Ordinal);
        Assert.Contains("kind: ReferenceGrant\nmetadata:\n  name: ingress-certificates\n  namespace: team\n", gateway, Ordinal);
        Assert.Contains("operator: In\n                values:\n                  - other\n                  - team\n", gateway, Ordinal);
        Assert.Equal(["gateway.yaml", "other.yaml", "team.yaml"], result.Manifests.Select(manifest => manifest.Name));
        Assert.Contains("    - name: ingress\n      namespace: default\n", result.Manifests[1].Yaml, Ordinal);
    }

    [Fact]
    public void One_listener_has_all_certificates_if_any_host_shares_the_paths()
    {
        var result = Import(
            Ingress("a", "a.example", "/a", more: "tls: [ { hosts: [a.example], secretName: t } ]"), Ingress("any", "\"*.example\"", "/b"));

        Assert.Contains("- name: https\n      port: 443\n      protocol: HTTPS\n      tls:\n", result.Manifests[0].Yaml, Ordinal);
    }

    [Theory]
    [InlineData("nginx.ingress.kubernetes.io/auth-type: digest", "auth-type: it must be basic", "authentication plugin")]
    [InlineData("nginx.ingress.kubernetes.io/auth-tls-secret: other/ca", "auth-tls-secret: ", "spec.tls.frontend")]
    public void A_path_whose_protection_is_not_imported_is_closed(string annotation, string warning, string advice)
    {
        var result = Import(Ingress("shop", "shop.example", "/", annotation));

        var only = Assert.Single(result.Warnings);
        Assert.StartsWith($"Ingress team/shop: nginx.ingress.kubernetes.io/{warning}", only, Ordinal);
        Assert.Contains("Requests get the status 503.", only, Ordinal);
        Assert.Contains(advice, only, Ordinal);
        var yaml = result.Manifests[1].Yaml;
        Assert.Contains("      plugin: kubernetes-unavailable\n".TrimStart(), yaml, Ordinal);
        Assert.DoesNotContain("backendRefs", yaml, Ordinal);
        Assert.Contains($"# Not imported: {only["Ingress team/shop: ".Length..]}\n", yaml, Ordinal);
    }

    [Fact]
    public void A_Secret_that_only_the_cluster_has_is_referred_to()
    {
        var yaml = Import(Ingress(
            "shop", "shop.example", "/",
            "{ nginx.ingress.kubernetes.io/auth-type: basic, nginx.ingress.kubernetes.io/auth-secret: users }")).Manifests[1].Yaml;

        Assert.Contains(
            "  plugin: kubernetes-password-file\n  optionsFrom:\n    - path: users\n      secretKeyRef:\n        name: users\n"
                + "        key: auth\n",
            yaml, Ordinal);
        Assert.DoesNotContain("PLAIN", yaml, Ordinal);
    }

    [Fact]
    public void A_Secret_with_a_key_for_each_user_is_referred_to_as_a_whole()
    {
        var yaml = Import(Ingress(
            "shop", "shop.example", "/",
            "{ nginx.ingress.kubernetes.io/auth-type: basic, nginx.ingress.kubernetes.io/auth-secret: users, "
                + "nginx.ingress.kubernetes.io/auth-secret-type: auth-map }")).Manifests[1].Yaml;

        Assert.Contains("  optionsFrom:\n    - path: hashes\n      secretRef:\n        name: users\n", yaml, Ordinal);
    }

    [Fact]
    public void Only_clients_of_hosts_with_an_authority_are_asked_for_a_certificate()
    {
        var result = Import(
            Ingress(
                "a", "a.example", "/", "nginx.ingress.kubernetes.io/auth-tls-secret: team/ca",
                "tls: [ { hosts: [a.example], secretName: t } ]"),
            Ingress("b", "b.example", "/", more: "tls: [ { hosts: [b.example], secretName: t } ]"));

        Assert.Empty(result.Warnings);
        const string option = "          gatewaykit.io/client-certificates: Optional\n";
        Assert.Contains($"- name: t\n        options:\n{option}    - name: https-b-example\n", result.Manifests[0].Yaml, Ordinal);
        Assert.Equal(2, result.Manifests[0].Yaml.Split(option).Length);
        Assert.Contains(
            "    - path: authorities\n      secretKeyRef:\n        name: ca\n        key: ca.crt\n", result.Manifests[1].Yaml, Ordinal);
        Assert.DoesNotContain("BEGIN", TextOf(result), Ordinal);
    }

    [Fact]
    public void Clients_of_a_shared_listener_are_all_asked_for_a_certificate()
    {
        var result = Import(
            Ingress(
                "a", "a.example", "/", "nginx.ingress.kubernetes.io/auth-tls-secret: team/ca",
                "tls: [ { hosts: [a.example, b.example], secretName: t } ]"),
            Ingress("any", "\"*.example\"", "/b"));

        Assert.StartsWith("Clients of all hosts with https are asked for a certificate", Assert.Single(result.Warnings), Ordinal);
        Assert.Contains("gatewaykit.io/client-certificates: Optional\n", result.Manifests[0].Yaml, Ordinal);
    }

    [Fact]
    public void TLS_that_is_not_passed_on_is_a_warning()
    {
        var result = Import(Ingress(
            "shop", "shop.example", "/", "nginx.ingress.kubernetes.io/ssl-passthrough: \"true\"",
            "tls: [ { hosts: [shop.example], secretName: t } ]"));

        Assert.Contains(result.Warnings, warning => warning.StartsWith(
            "Ingress team/shop: nginx.ingress.kubernetes.io/ssl-passthrough: the gateway ends TLS", Ordinal));
    }

    [Fact]
    public void A_port_whose_number_is_not_known_is_closed()
    {
        var result = Import(Ingress("shop", "shop.example", "/").Replace("number: 80", "name: web", Ordinal));

        Assert.StartsWith("Ingress team/shop: the port 'web' of the Service 'one' isn't known", Assert.Single(result.Warnings), Ordinal);
        Assert.Contains("kubernetes-unavailable", result.Manifests[1].Yaml, Ordinal);
    }

    [Fact]
    public void Routes_have_at_most_16_rules_and_16_hosts()
    {
        var paths = string.Join(", ", Enumerable.Range(0, 40).Select(i
            => $"{{ path: /p{i}, pathType: Prefix, backend: {{ service: {{ name: s{i}, port: {{ number: 80 }} }} }} }}"));
        var aliases = string.Join(",", Enumerable.Range(0, 20).Select(i => $"h{i}.example"));

        var yaml = Import($$"""
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: { name: many, namespace: team, annotations: { nginx.ingress.kubernetes.io/server-alias: "{{aliases}}" } }
            spec: { rules: [ { host: shop.example, http: { paths: [ {{paths}} ] } } ] }
            """).Manifests[1].Yaml;

        Assert.All(yaml.Split("\n---\n"), route =>
        {
            Assert.InRange(route.Split("\n    - matches:").Length - 1, 1, 16);
            Assert.InRange(route.Split(".example\n").Length - 1, 1, 16);
        });
        Assert.Equal(6, yaml.Split("kind: HTTPRoute\n").Length - 1);
    }

    [Fact]
    public void Ingresses_of_other_classes_are_left_out()
    {
        var result = Import(
            Ingress("a", "a.example", "/"),
            Ingress("b", "b.example", "/").Replace("spec:", "spec:\n  ingressClassName: traefik", Ordinal));

        Assert.Equal(1, result.Ingresses);
        Assert.StartsWith("Ingress team/b: it has the class 'traefik'", Assert.Single(result.Warnings), Ordinal);
    }

    [Fact]
    public void The_settings_for_all_Ingresses_are_a_warning()
    {
        var result = Import(Ingress("a", "a.example", "/"), """
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: ingress-nginx-controller, namespace: ingress-nginx }
            data: { block-cidrs: 10.0.0.0/8 }
            """);

        Assert.StartsWith(
            "ConfigMap ingress-nginx/ingress-nginx-controller: the settings for all Ingresses aren't imported: block-cidrs.",
            Assert.Single(result.Warnings), Ordinal);
    }
}
