using GatewayKit.Kubernetes.Tests.Translation.Ingresses;
using k8s.Models;
using Microsoft.AspNetCore.Http;
using static GatewayKit.Kubernetes.Tests.Translation.Ingresses.IngressMaker;

namespace GatewayKit.Kubernetes.Tests.Behavior;

/// <summary>The annotations for an authorization service, as manifests with oauth2-proxy have them.</summary>
public sealed class IngressSignInTests
{
    [Fact]
    public async Task A_client_that_is_signed_in_reaches_the_backend_with_the_headers_of_the_service()
    {
        await using var auth = await AuthAsync();
        await using var echo = await EchoServer.StartAsync();
        await using var gateway = await Scene(auth, echo).StartAsync();

        using var response = await gateway.SendToAsync("shop.example/a?b=c", ("Cookie", "session=1"), ("X-User", "root"));

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("alice", Assert.Single(echo.Requests).Headers["X-User"]);
        var asked = Assert.Single(auth.Requests);
        Assert.Equal(("/check?for=%2Fa%3Fb%3Dc", "http://shop.example/a?b=c"), (asked.Target, asked.Headers["X-Original-URL"]));
    }

    [Fact]
    public async Task A_client_that_is_not_signed_in_is_redirected_there()
    {
        await using var auth = await AuthAsync();
        await using var echo = await EchoServer.StartAsync();
        await using var gateway = await Scene(auth, echo).StartAsync();

        using var response = await gateway.SendToAsync("shop.example/a?b=c");

        Assert.Equal(
            (302, "https://shop.example/oauth2/start?rd=http://shop.example%2Fa%3Fb%3Dc"),
            ((int)response.StatusCode, response.Headers.Location?.OriginalString));
        Assert.Empty(echo.Requests);
    }

    [Theory]
    [InlineData("127.0.0.0/8", "any", "", 200)]
    [InlineData("192.0.2.0/24", "any", "", 302)]
    [InlineData("192.0.2.0/24", "any", "session=1", 200)]
    [InlineData("127.0.0.0/8", "all", "", 302)]
    [InlineData("192.0.2.0/24", "all", "session=1", 403)]
    public async Task An_allow_list_can_replace_the_service(string network, string satisfy, string cookie, int status)
    {
        await using var auth = await AuthAsync();
        await using var echo = await EchoServer.StartAsync();
        var scene = Scene(auth, echo, ("whitelist-source-range", network), ("satisfy", satisfy));
        await using var gateway = await scene.StartAsync();

        using var response = await gateway.SendToAsync("shop.example/", ("Cookie", cookie), ("X-User", "root"));

        Assert.Empty(scene.Warnings());
        Assert.Equal(status, (int)response.StatusCode);
        Assert.All(echo.Requests, request => Assert.NotEqual("root", request.Headers.GetValueOrDefault("X-User")));
    }

    [Fact]
    public void A_password_and_the_service_can_not_replace_each_other()
    {
        var ingress = Create("shop", Host("shop.example", Prefix("/", "one")))
            .With("auth-url", "https://auth.example/").With("auth-type", "basic").With("auth-secret", "users").With("satisfy", "any");

        Assert.Equal(
            [
                "shop: UnsupportedAnnotation: nginx.ingress.kubernetes.io/satisfy: any only works with an allow list and one of "
                    + "auth-type and auth-url. Requests get the status 503.",
            ],
            new IngressScene().Service("one").Secret("users", ("auth", "user:{PLAIN}x")).With(ingress).Warnings());
    }

    private static Task<EchoServer> AuthAsync() => EchoServer.StartAsync("auth", answer: http =>
    {
        http.Response.StatusCode = http.Request.Headers.Cookie == "session=1" ? 200 : 401;
        http.Response.Headers["X-User"] = "alice";
        return Task.CompletedTask;
    });

    private static IngressScene Scene(EchoServer auth, EchoServer echo, params (string Name, string Value)[] annotations)
    {
        var ingress = Create("shop", Host("shop.example", Prefix("/", "one")))
            .With("auth-url", $"http://127.0.0.1:{auth.Port}/check?for=$escaped_request_uri")
            .With("auth-signin", "https://$host/oauth2/start")
            .With("auth-response-headers", "X-User");
        foreach (var (name, value) in annotations)
            ingress.With(name, value);
        return new IngressScene().Service("one", echo).With(ingress);
    }
}
