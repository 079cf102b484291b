using GatewayKit.Cli.Tests.Support;

namespace GatewayKit.Cli.Tests;

public sealed class ImportIngressNginxTests : IDisposable
{
    private const string Shop = """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: shop
          annotations: { nginx.ingress.kubernetes.io/limit-rps: "10" }
        spec:
          ingressClassName: nginx
          rules:
            - host: shop.example
              http: { paths: [ { path: /, pathType: Prefix, backend: { service: { name: shop, port: { number: 80 } } } } ] }
        """;

    private readonly WorkFolder _folder = new WorkFolder().With("shop.yaml", Shop);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_Ingress_becomes_resources_on_stdout()
    {
        var end = await ImportAsync("shop.yaml", "--namespace", "team", "--gateway-class", "edge");

        Assert.Equal((0, "4 resource(s) for 1 Ingress(es)."), (end.ExitCode, Assert.Single(end.Errors)));
        Assert.Equal(
            ["kind: Gateway", "kind: GatewayPlugin", "kind: GatewayPolicy", "kind: HTTPRoute"],
            end.Output.Where(line => line.StartsWith("kind: ", StringComparison.Ordinal)));
        Assert.Contains("  gatewayClassName: edge", end.Output);
        Assert.Contains("  namespace: team", end.Output);
    }

    [Fact]
    public async Task A_folder_gets_a_file_for_the_Gateway_and_one_for_each_namespace()
    {
        Directory.CreateDirectory(_folder["all"]);
        _folder.With("all/one.yml", Shop).With("all/two.json", """
            { "apiVersion": "v1", "kind": "List", "items": [ { "apiVersion": "networking.k8s.io/v1", "kind": "Ingress",
              "metadata": { "name": "api", "namespace": "api" },
              "spec": { "defaultBackend": { "service": { "name": "api", "port": { "number": 80 } } } } } ] }
            """);

        var end = await ImportAsync("all", "-o", "out", "--gateway", "infra/edge");

        Assert.Equal(
            (0, "out has 5 resource(s) for 2 Ingress(es): gateway.yaml, api.yaml, default.yaml."),
            (end.ExitCode, Assert.Single(end.Output)));
        Assert.Contains("name: edge\n  namespace: infra\n", await ReadAsync("out/gateway.yaml"), StringComparison.Ordinal);
        Assert.Contains("- name: edge\n      namespace: infra\n", await ReadAsync("out/api.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Existing_files_are_replaced_by_force_only()
    {
        Directory.CreateDirectory(_folder["out"]);
        _folder.With("out/gateway.yaml", "mine");

        var refused = await ImportAsync("shop.yaml", "-o", "out");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("gateway.yaml' already exists. Use --force", Assert.Single(refused.Errors), StringComparison.Ordinal);

        Assert.Equal(0, (await ImportAsync("shop.yaml", "-o", "out", "--force")).ExitCode);
        Assert.Contains("kind: Gateway", await ReadAsync("out/gateway.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_that_are_not_imported_are_warnings_and_errors_with_strict()
    {
        _folder.With("shop.yaml", Shop.Replace(
            "nginx.ingress.kubernetes.io/limit-rps: \"10\"", "nginx.ingress.kubernetes.io/server-snippet: deny all;",
            StringComparison.Ordinal));

        var end = await ImportAsync("shop.yaml");
        Assert.Equal(0, end.ExitCode);
        var warning = end.Errors[^1];
        Assert.StartsWith("warning: Ingress default/shop: nginx.ingress.kubernetes.io/server-snippet: ", warning, StringComparison.Ordinal);
        Assert.Contains("Requests get the status 503.", warning, StringComparison.Ordinal);
        Assert.Contains($"# Not imported: {warning["warning: Ingress default/shop: ".Length..]}", end.Output);

        Assert.Equal(1, (await ImportAsync("shop.yaml", "--strict")).ExitCode);
    }

    [Theory]
    [InlineData("kind: Ingress\nmetadata: {", "shop.yaml:2:")]
    [InlineData("kind: Ingress", "shop.yaml:1:1: The document isn't a resource: it needs apiVersion and kind.")]
    [InlineData("- a", "shop.yaml:1:1: The document isn't a resource")]
    [InlineData("apiVersion: networking.k8s.io/v1\nkind: Ingress\nspec: {}", "shop.yaml:1:1: The Ingress has no metadata.name.")]
    [InlineData(
        "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: a\n  annotations:\n    b: true",
        "shop.yaml:6:5: Ingress a: metadata.annotations.b is a boolean; it must be text.")]
    [InlineData(
        "apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: { name: a }",
        "shop.yaml:1:1: Ingress a: apiVersion is 'extensions/v1beta1', which Kubernetes no longer has")]
    public async Task A_manifest_that_cant_be_read_is_an_error_with_its_location(string manifest, string error)
    {
        _folder.With("shop.yaml", manifest);

        var end = await ImportAsync("shop.yaml");

        Assert.Equal((1, "gatewaykit: the manifests can't be read: 1 error(s)."), (end.ExitCode, end.Errors[^1]));
        Assert.StartsWith(error, end.Errors[0], StringComparison.Ordinal);
        Assert.Empty(end.Output);
    }

    [Theory]
    [InlineData("the manifests can't be read: 1 error(s).", "missing.yaml")]
    [InlineData("the manifests have no Ingress to import.", "shop.yaml", "--ingress-class", "other")]
    [InlineData("--gateway: 'a/b/c' isn't a valid name of a resource.", "shop.yaml", "--gateway", "a/b/c")]
    [InlineData("--namespace: 'A' isn't a valid name of a resource.", "shop.yaml", "--namespace", "A")]
    public async Task An_import_that_is_not_possible_names_the_reason(string message, params string[] arguments)
    {
        var end = await ImportAsync(arguments);

        Assert.Equal((1, $"gatewaykit: {message}"), (end.ExitCode, end.Errors[^1]));
    }

    private Task<string> ReadAsync(string file) => File.ReadAllTextAsync(_folder[file]);

    private Task<ToolResult> ImportAsync(params string[] arguments)
        => ResidentTool.RunAsync(_folder.Path, ["import", "ingress-nginx", .. arguments]);
}
