using GatewayKit.Cli.Tests.Support;
using static GatewayKit.Cli.Tests.Support.ShopManifests;

namespace GatewayKit.Cli.Tests;

public sealed class KubeTestTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Statuses_and_a_request_are_shown()
    {
        _folder.With("shop.yaml", Gateway + Services + Route);

        var end = await ResidentTool.RunAsync(
            _folder.Path, "kube", "test", ".", "--request", "GET http://shop.example.com/orders/7?full=1", "-H", "X-Trace: on");

        Assert.Empty(end.Errors);
        Assert.Equal(0, end.ExitCode);
        Assert.Equal(
            [
                "RESOURCE               PART              ACCEPTED  RESOLVED  PROGRAMMED  DETAILS",
                "Gateway shop/web                         True      True      True",
                "Gateway shop/web       listener http     True      True      True        1 route",
                "HTTPRoute shop/orders  Gateway shop/web  True      True      -",
                "",
                "GET http://shop.example.com/orders/7?full=1",
                "  status     200",
                "  route      HTTPRoute shop/orders, rules[0]",
                "  backend    Service shop/orders, port 80",
                "  forwarded  GET /7?full=1",
                "             host: shop.example.com",
            ],
            end.Output.Take(11));
        Assert.Contains("             x-trace: on", end.Output);
    }

    [Fact]
    public async Task Resources_that_are_not_accepted_are_errors_with_their_locations()
    {
        _folder.With("gateway.yaml", Gateway).With("routes.yaml", Route + Limit);

        var end = await ResidentTool.RunAsync(_folder.Path, "kube", "test", "gateway.yaml", "routes.yaml");

        Assert.Equal(1, end.ExitCode);
        Assert.Equal(
            [
                "routes.yaml:2:1: HTTPRoute shop/orders, Gateway shop/web: ResolvedRefs is False (BackendNotFound). The Service "
                    + "shop/orders doesn't exist.",
                "routes.yaml:14:1: GatewayPlugin shop/limit: Accepted is False (Invalid). options.limit is 'many'; it must be a whole "
                    + "number between 1 and 1000000.",
            ],
            end.Errors);
        Assert.Contains(end.Output, line => line.StartsWith("HTTPRoute shop/orders", StringComparison.Ordinal)
            && line.EndsWith("BackendNotFound", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Statuses_can_be_ignored()
    {
        _folder.With("shop.yaml", Gateway + Route);

        var end = await ResidentTool.RunAsync(
            _folder.Path, "kube", "test", "shop.yaml", "--ignore-statuses", "-r", "GET http://shop.example.com/orders");

        Assert.Equal(0, end.ExitCode);
        Assert.Contains("  status     500", end.Output);
    }

    [Fact]
    public async Task Fields_that_an_API_server_drops_or_rejects_are_shown()
    {
        _folder.With("shop.yaml", Gateway.Replace("hostname:", "hostnam:", StringComparison.Ordinal)
            + Services.Replace("port: 80,", "port: http,", StringComparison.Ordinal));

        var end = await ResidentTool.RunAsync(_folder.Path, "kube", "test", "shop.yaml");

        Assert.Equal(1, end.ExitCode);
        Assert.Equal(
            [
                "warning: shop.yaml:6:56: Gateway shop/web: spec.listeners[0].hostnam isn't a known field, and has no effect. Did you mean "
                    + "'hostname'?",
                "shop.yaml:11:20: Service shop/orders: spec.ports[0].port is text; it must be a number.",
            ],
            end.Errors);
    }

    [Fact]
    public async Task Resources_that_no_gateway_serves_are_explained()
    {
        _folder.With("shop.yaml", Gateway.Replace("gatewayClassName: gatewaykit", "gatewayClassName: nginx", StringComparison.Ordinal)
            + Services + Route.Replace("name: web", "name: wep", StringComparison.Ordinal));

        var end = await ResidentTool.RunAsync(_folder.Path, "kube", "test", "shop.yaml");

        Assert.Equal(1, end.ExitCode);
        Assert.Equal(
            [
                "shop.yaml:1:1: Gateway shop/web: the GatewayClass 'nginx' doesn't exist. Set gatewayClassName to 'gatewaykit', the "
                    + "class of the gateway's chart, or add a GatewayClass of this name with the controllerName "
                    + "'gatewaykit.io/gateway-controller' to the manifests.",
                "shop.yaml:17:1: HTTPRoute shop/orders: the Gateway shop/wep doesn't exist. Add the manifest of the Gateway.",
            ],
            end.Errors);
    }

    [Fact]
    public async Task An_Ingress_is_served_with_a_certificate_in_place_of_a_missing_one()
    {
        _folder.With("shop.yaml", """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: { name: shop, namespace: shop }
            spec:
              ingressClassName: gatewaykit
              tls: [ { hosts: [shop.example.com], secretName: cert } ]
              rules:
                - host: shop.example.com
                  http:
                    paths: [ { path: /, pathType: Prefix, backend: { service: { name: orders, port: { number: 80 } } } } ]

            """ + Services);

        var end = await ResidentTool.RunAsync(_folder.Path, "kube", "test", "shop.yaml", "-r", "POST https://shop.example.com/a");

        Assert.Equal(0, end.ExitCode);
        Assert.Equal(
            ["warning: shop.yaml:1:1: Secret shop/cert: isn't in the manifests; a self-signed certificate is used."], end.Errors);
        Assert.Contains("  route      Ingress shop/shop", end.Output);
        Assert.Contains("  forwarded  POST /a", end.Output);
    }

    [Fact]
    public async Task The_path_of_an_Ingress_is_rewritten()
    {
        _folder.With("shop.yaml", """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: { name: shop, namespace: shop, annotations: { nginx.ingress.kubernetes.io/rewrite-target: "/v1/$2" } }
            spec:
              ingressClassName: gatewaykit
              rules:
                - host: shop.example.com
                  http:
                    paths:
                      - path: /api(/|$)(.*)
                        pathType: ImplementationSpecific
                        backend: { service: { name: orders, port: { number: 80 } } }

            """ + Services);

        var end = await ResidentTool.RunAsync(_folder.Path, "kube", "test", "shop.yaml", "-r", "GET http://shop.example.com/api/a/b?c=d");

        Assert.Equal(0, end.ExitCode);
        Assert.Contains("  backend    Service shop/orders, port 80", end.Output);
        Assert.Contains("  forwarded  GET /v1/a/b?c=d", end.Output);
    }

    [Fact]
    public async Task A_response_that_is_not_expected_decides_the_exit_code_of_a_server()
    {
        _folder.With("shop.yaml", Gateway + Services + Route)
            .With("tests.yaml", "requests: [ { request: GET http://shop.example.com/orders, expect: 404 } ]");
        await using var tool = ToolProcess.Start(_folder.Path, "kube", "test", "shop.yaml", "--serve", "--expect", "tests.yaml");

        await tool.Output.NextAsync("0 of 1 request(s)");
        await tool.SignalAsync("TERM");

        Assert.Equal(1, (await tool.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task Manifests_are_served_and_read_again_when_they_change()
    {
        _folder.With("shop.yaml", Gateway + Services + Route);
        await using var tool = ToolProcess.Start(_folder.Path, "kube", "test", "shop.yaml", "--serve");
        var line = await tool.Output.NextAsync("http://127.0.0.1");
        using var client = new HttpClient { BaseAddress = new Uri(line.Split(' ')[^1]), Timeout = Bound.Time };
        client.DefaultRequestHeaders.Host = "shop.example.com";

        using var before = await client.GetAsync(new Uri("/orders", UriKind.Relative));
        _folder.With("shop.yaml", Gateway + Services + Route.Replace("/orders", "/carts", StringComparison.Ordinal));
        await tool.Output.NextAsync("The manifests have changed.");
        await tool.Output.NextAsync("http://127.0.0.1");
        using var after = await client.GetAsync(new Uri("/carts", UriKind.Relative));

        Assert.Equal("shop/httproute/orders/0/0/0", Assert.Single(before.Headers.GetValues("GatewayKit-Route")));
        Assert.Equal("shop/orders:80", Assert.Single(after.Headers.GetValues("GatewayKit-Service")));
        await tool.SignalAsync("TERM");
        Assert.Equal(0, (await tool.EndAsync()).ExitCode);
    }
}
