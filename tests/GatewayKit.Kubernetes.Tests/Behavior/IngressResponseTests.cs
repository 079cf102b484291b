using System.Collections.Concurrent;
using GatewayKit.Kubernetes.Tests.Translation.Ingresses;
using k8s.Models;
using Microsoft.AspNetCore.Http;
using static GatewayKit.Kubernetes.Tests.Translation.Ingresses.IngressMaker;

namespace GatewayKit.Kubernetes.Tests.Behavior;

/// <summary>The annotations for responses of backends, copies of requests, and limits.</summary>
public sealed class IngressResponseTests
{
    [Theory]
    [InlineData("http://inner.example/", "/shop/", "http://inner.example/a?b=c", "/shop/a?b=c")]
    [InlineData("http://inner.example/", "/shop/", "http://other.example/a", "http://other.example/a")]
    [InlineData("~^http://inner[.]example(:[0-9]+)?/(.*)$", "https://a.example/$2", "http://inner.example:81/b", "https://a.example/b")]
    public async Task Redirects_of_a_backend_have_another_address(string from, string to, string location, string expected)
    {
        await using var echo = await EchoServer.StartAsync(answer: http =>
        {
            http.Response.Headers.Location = location;
            http.Response.Headers["Refresh"] = "5; url=" + location;
            return Task.CompletedTask;
        });
        await using var gateway = await Scene(echo)
            .With(Shop().With("proxy-redirect-from", from).With("proxy-redirect-to", to))
            .StartAsync();

        using var response = await gateway.SendToAsync("shop.example/");

        Assert.Equal(
            (expected, "5; url=" + expected),
            (response.Headers.Location?.OriginalString, response.Headers.NonValidated["Refresh"].ToString()));
    }

    [Fact]
    public async Task Cookies_of_a_backend_have_another_domain_and_path()
    {
        await using var echo = await EchoServer.StartAsync(answer: http =>
        {
            http.Response.Headers.SetCookie = new[] { "a=1; Domain=inner.example; Path=/inner/a; HttpOnly", "b=2; Path=/other" };
            return Task.CompletedTask;
        });
        await using var gateway = await Scene(echo)
            .With(Shop().With("proxy-cookie-domain", "inner.example shop.example").With("proxy-cookie-path", "/inner /shop"))
            .StartAsync();

        using var response = await gateway.SendToAsync("shop.example/");

        Assert.Equal(
            ["a=1; Domain=shop.example; Path=/shop/a; HttpOnly", "b=2; Path=/other"], response.Headers.GetValues("Set-Cookie"));
    }

    [Fact]
    public async Task A_Service_answers_instead_of_errors()
    {
        await using var echo = await EchoServer.StartAsync(answer: Status(503));
        await using var pages = await EchoServer.StartAsync("sorry", answer: Status(404));
        await using var gateway = await Scene(echo).Service("pages", pages)
            .With(Shop().With("custom-http-errors", "404,503").With("default-backend", "pages"))
            .StartAsync();

        using var response = await gateway.SendToAsync("shop.example/a?b=c", ("Accept", "text/html"));

        Assert.Equal((404, "sorry"), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
        var headers = Assert.Single(pages.Requests).Headers;
        Assert.Equal(
            ("503", "text/html", "/a?b=c", "team", "shop", "one", "80"),
            (headers["X-Code"], headers["X-Format"], headers["X-Original-URI"], headers["X-Namespace"], headers["X-Ingress-Name"],
                headers["X-Service-Name"], headers["X-Service-Port"]));
    }

    [Fact]
    public async Task Other_statuses_and_errors_without_a_page_reach_the_client()
    {
        await using var echo = await EchoServer.StartAsync(answer: http =>
        {
            http.Response.StatusCode = http.Request.Path == "/a" ? 500 : 503;
            return Task.CompletedTask;
        });
        await using var pages = await EchoServer.StartAsync(answer: http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });
        await using var gateway = await Scene(echo).Service("pages", pages)
            .With(Shop().With("custom-http-errors", "503").With("default-backend", "pages"))
            .StartAsync();

        foreach (var (path, status) in new[] { ("a", 500), ("b", 503) })
        {
            using var response = await gateway.SendToAsync("shop.example/" + path);
            Assert.Equal((status, "echo"), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
        }

        Assert.NotEmpty(pages.Requests);
        Assert.All(pages.Requests, request => Assert.Equal("503", request.Headers["X-Code"]));
    }

    [Fact]
    public async Task Another_server_gets_copies_of_requests()
    {
        var copies = new BlockingCollection<string>();
        await using var echo = await EchoServer.StartAsync();
        await using var mirror = await EchoServer.StartAsync(answer: http =>
        {
            copies.Add($"{http.Request.Host} {http.Request.Path}{http.Request.QueryString}");
            return Task.CompletedTask;
        });
        await using var gateway = await Scene(echo)
            .With(Shop().With("mirror-target", $"http://127.0.0.1:{mirror.Port}$request_uri").With("mirror-host", "copy.example"))
            .StartAsync();

        using var response = await gateway.SendToAsync("shop.example/a?b=c");

        Assert.Equal("echo", await response.Content.ReadAsStringAsync());
        Assert.True(copies.TryTake(out var copy, TimeSpan.FromSeconds(30)));
        Assert.Equal("copy.example /a?b=c", copy);
    }

    [Theory]
    [InlineData("127.0.0.0/8", new[] { 200, 200 })]
    [InlineData("10.0.0.0/8", new[] { 200, 429 })]
    public async Task Addresses_of_a_list_have_no_limit(string network, int[] statuses)
    {
        await using var echo = await EchoServer.StartAsync();
        await using var gateway = await Scene(echo)
            .With(Shop().With("limit-rpm", "1").With("limit-burst-multiplier", "1").With("limit-whitelist", network))
            .StartAsync();

        foreach (var status in statuses)
        {
            using var response = await gateway.SendToAsync("shop.example/");
            Assert.Equal(status, (int)response.StatusCode);
        }
    }

    [Theory]
    [InlineData("127.0.0.0/8", "any", 200)]
    [InlineData("10.0.0.0/8", "any", 401)]
    [InlineData("127.0.0.0/8", "all", 401)]
    [InlineData("10.0.0.0/8", "all", 403)]
    public async Task An_allow_list_can_replace_a_password(string network, string satisfy, int status)
    {
        await using var echo = await EchoServer.StartAsync();
        await using var gateway = await Scene(echo).Secret("users", ("auth", "user:{PLAIN}secret"))
            .With(Shop().With("auth-type", "basic").With("auth-secret", "users").With("whitelist-source-range", network)
                .With("satisfy", satisfy))
            .StartAsync();

        using var response = await gateway.SendToAsync("shop.example/");

        Assert.Equal(status, (int)response.StatusCode);
    }

    private static RequestDelegate Status(int status) => http =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static V1Ingress Shop() => Create("shop", Host("shop.example", Prefix("/", "one")));

    private static IngressScene Scene(EchoServer echo) => new IngressScene().Service("one", echo);
}
