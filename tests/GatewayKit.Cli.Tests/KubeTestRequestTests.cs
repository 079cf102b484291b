using GatewayKit.Cli.Tests.Support;
using static GatewayKit.Cli.Tests.Support.ShopManifests;

namespace GatewayKit.Cli.Tests;

public sealed class KubeTestRequestTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Responses_are_compared_with_the_expected_ones()
    {
        _folder.With("shop.yaml", Gateway + Services + Route).With("tests.yaml", """
            requests:
              - name: orders are rewritten
                request: GET http://shop.example.com/orders/7
                times: 3
                expect:
                  status: 200
                  route: shop/orders
                  backend: [shop/orders, shop/orders-next]
                  headers: { Content-Type: application/json, Location: null }
                  forwarded: { method: GET, path: /7, host: shop.example.com, headers: { X-Missing: null } }
              - { request: GET http://shop.example.com/other, expect: 404 }
              - name: wrong
                request: { method: POST, url: "http://shop.example.com/orders", headers: { X-A: b }, body: text }
                expect: { status: [201, 202], backend: null, forwarded: { path: /orders, headers: { X-A: c } } }
              - { request: GET http://shop.example.com:81/, expect: 200 }
            """);

        var end = await ResidentTool.RunAsync(_folder.Path, "kube", "test", "shop.yaml", "--expect", "tests.yaml");

        Assert.Equal(1, end.ExitCode);
        Assert.Equal(
            [
                "ok      orders are rewritten",
                "ok      GET http://shop.example.com/other",
                "FAILED  wrong",
                "        the status is 200; expected 201 or 202.",
                "        the backend is shop/orders; expected none.",
                "        the forwarded path is '/'; expected '/orders'.",
                "        the forwarded header X-A is 'b'; expected 'c'.",
                "FAILED  GET http://shop.example.com:81/",
                "        GET http://shop.example.com:81/: no open listener has the protocol http and the port 81. There are: http 80 of "
                    + "shop/web.",
                "2 of 4 request(s) have the expected response.",
            ],
            end.Output.SkipWhile(line => !line.StartsWith("ok", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_file_of_expectations_with_errors_is_rejected()
    {
        _folder.With("shop.yaml", Gateway).With("tests.yaml", """
            requests:
              - { request: GET, expect: 200 }
              - { request: GET http://shop.example.com/, expect: { stauts: 200 } }
              - { request: GET http://shop.example.com/, expect: ok }
              - { request: GET http://shop.example.com/ }
            """);

        var end = await ResidentTool.RunAsync(_folder.Path, "kube", "test", "shop.yaml", "-e", "tests.yaml");

        Assert.Equal(1, end.ExitCode);
        Assert.Empty(end.Output);
        Assert.Equal(4, end.Errors.Count);
        Assert.StartsWith("tests.yaml:2:16: requests[0].request: it must be a method and a URL", end.Errors[0], StringComparison.Ordinal);
        Assert.Contains("'stauts' isn't a key here. Did you mean 'status'?", end.Errors[1], StringComparison.Ordinal);
        Assert.Contains("requests[2].expect: it must be a number between 100 and 599.", end.Errors[2], StringComparison.Ordinal);
        Assert.Contains("requests[3].expect: it must be a status, or a mapping.", end.Errors[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_gateways_for_a_request_need_a_choice()
    {
        var other = Gateway.Replace("name: web", "name: other", StringComparison.Ordinal);
        _folder.With("shop.yaml", $"{Gateway}{Services}{Route}---\n{other}");
        string[] command = ["kube", "test", "shop.yaml", "-r", "GET http://shop.example.com/orders"];

        var open = await ResidentTool.RunAsync(_folder.Path, command);
        var chosen = await ResidentTool.RunAsync(_folder.Path, [.. command, "--gateway", "shop/other"]);

        Assert.Contains(
            "several Gateways have a listener for it: shop/other, shop/web.", Assert.Single(open.Errors), StringComparison.Ordinal);
        Assert.Contains("  status     404", chosen.Output);
    }
}
