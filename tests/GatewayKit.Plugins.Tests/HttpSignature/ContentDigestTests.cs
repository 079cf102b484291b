using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GatewayKit.Plugins.Tests.HttpSignature;

/// <summary>The digest of the body (RFC 9530), verified before or while the body is forwarded.</summary>
public sealed class ContentDigestTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private static readonly string s_large = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i:x8} "));

    [Theory]
    [InlineData(false, "")]
    [InlineData(false, "bufferLimit: 0")]
    [InlineData(true, "")]
    public async Task A_body_that_matches_is_forwarded_unchanged(bool isChunked, string options)
    {
        await using var host = await SignatureHost.StartAsync(options);
        foreach (var body in (string[])["x", "0123456", s_large])
        {
            Assert.Equal(200, await host.StatusAsync(SignedRequest.Post(body, isChunked).Sign()));
            Assert.Equal(body, host.Bodies[^1]);
        }

        Assert.Equal(200, await host.StatusAsync(SignedRequest.Post("", isChunked).Sign()));
    }

    [Theory]
    [InlineData(false, "", 401, 400)]
    [InlineData(false, "bufferLimit: 0", 400, 400)]
    [InlineData(true, "", 400, 400)]
    public async Task The_upstream_never_gets_a_complete_body_that_does_not_match(bool isChunked, string options, int small, int large)
    {
        await using var host = await SignatureHost.StartAsync(options);
        foreach (var (body, status) in new[] { ("0123456789", small), (s_large, large) })
        {
            foreach (var change in (Action<SignedRequest>[])[r => r.Body[0] ^= 1, r => r.Body[^1] ^= 1])
                Assert.Equal(status, await host.StatusAsync(SignedRequest.Post(body, isChunked).Sign().Change(change)));
        }

        Assert.Equal(400, await host.StatusAsync(SignedRequest.Post(s_large, isChunked: true).Sign().Change(r => r.Body = r.Body[..^1])));
        Assert.Equal(400, await host.StatusAsync(SignedRequest.Post(s_large, isChunked: true).Sign().Change(r => r.Body = [.. r.Body, 1])));
        Assert.Empty(host.Bodies);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bodies_over_HTTP_2_are_verified_too(bool isChunked)
    {
        await using var host = await SignatureHost.StartAsync(
            setUp: setup => setup.WithProtocols(HttpProtocols.Http2, HttpProtocols.Http1));
        var address = host.Gateway.Address;
        async Task<int> StatusAsync(SignedRequest signed, Action<SignedRequest>? change = null)
        {
            signed.Host = address.Authority;
            using var message = signed.Sign().Change(change ?? (_ => { })).ToMessage(address, HttpVersion.Version20);
            using var answer = await host.Gateway.Client.SendAsync(message).WaitAsync(s_patience);
            return (int)answer.StatusCode;
        }

        Assert.Equal(200, await StatusAsync(new SignedRequest()));
        Assert.Equal(401, await StatusAsync(new SignedRequest(), r => r.Target = "/other"));
        host.Bodies.Clear();
        foreach (var body in (string[])["0123456789", s_large])
        {
            Assert.Equal(200, await StatusAsync(SignedRequest.Post(body, isChunked)));
            Assert.Equal(body, Assert.Single(host.Bodies));
            host.Bodies.Clear();
            Assert.NotEqual(200, await StatusAsync(SignedRequest.Post(body, isChunked), r => r.Body[0] ^= 1));
            Assert.NotEqual(200, await StatusAsync(SignedRequest.Post(body, isChunked), r => r.Body[^1] ^= 1));
            Assert.Empty(host.Bodies);
        }
    }

    [Fact]
    public async Task A_request_with_a_body_needs_a_digest_that_is_signed()
    {
        await using var host = await SignatureHost.StartAsync();
        var unsigned = SignedRequest.Post("hello").Change(r => r.Components.Remove("content-digest")).Sign();

        Assert.Equal(401, await host.StatusAsync(unsigned));
        Assert.Equal(401, await host.StatusAsync(SignedRequest.Post("hello").Change(r => r.Headers.Clear()).Sign()));
        var get = new SignedRequest { IsChunked = true, Body = "x"u8.ToArray() }.Sign();
        Assert.Equal(401, await host.StatusAsync(get));
        Assert.Equal(200, await host.StatusAsync(new SignedRequest().Sign()));
        Assert.Equal(200, await host.StatusAsync(new SignedRequest { Method = "POST" }.Sign()));
        Assert.DoesNotContain(host.Bodies, body => body.Length > 0);
    }

    [Fact]
    public async Task Where_digests_are_optional_an_unsigned_one_is_still_verified()
    {
        await using var host = await SignatureHost.StartAsync("contentDigest: optional");
        SignedRequest Request() => SignedRequest.Post("hello").Change(r => r.Components.Remove("content-digest")).Sign();

        Assert.Equal(200, await host.StatusAsync(Request()));
        Assert.Equal(401, await host.StatusAsync(Request().Change(r => r.Body[0] ^= 1)));
        Assert.Equal(200, await host.StatusAsync(Request().Change(r => r.Headers.RemoveAll(header => header.Name == "Content-Digest"))));
        Assert.Equal(401, await host.StatusAsync(Request().Replace("Content-Digest", _ => "md5=:AAAA:")));
    }

    [Fact]
    public async Task A_request_without_a_body_has_the_digest_of_nothing_or_none()
    {
        await using var host = await SignatureHost.StartAsync();
        SignedRequest Request(string digest)
            => new SignedRequest { Components = ["@method", "@authority", "@path", "@query", "content-digest"] }
                .With("Content-Digest", digest).Sign();

        Assert.Equal(200, await host.StatusAsync(Request(SignedRequest.Digest([]))));
        Assert.Equal(401, await host.StatusAsync(Request(SignedRequest.Digest("x"u8.ToArray()))));
    }

    [Fact]
    public async Task Every_known_digest_must_match()
    {
        await using var host = await SignatureHost.StartAsync();
        var body = Encoding.UTF8.GetBytes("{\"hello\": \"world\"}\n");
        var (right, wrong) = (SHA512.HashData(body), new byte[64]);
        (string Digest, int Status)[] cases =
        [
            // RFC 9530, appendix D.
            ("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:", 200),
            (Sha512(right), 200),
            ($"unixsum=:AAA=:, {Sha512(right)}, {SignedRequest.Digest(body)}", 200),
            ($"{Sha512(wrong)}, {SignedRequest.Digest(body)}", 401),
            ($"{SignedRequest.Digest(body)}, {Sha512(wrong)}", 401),
            ($"{SignedRequest.Digest(body)}, {SignedRequest.Digest(body)}", 401),
            ("md5=:AAAA:", 401),
            ("sha-256=::", 401),
            ("sha-256=:AAAA:", 401),
            ("sha-256", 401),
            ("sha-256=\"RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=\"", 401),
            ("SHA-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:", 401),
            ("sha-256=RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=", 401),
            ("", 401),
            (string.Create(CultureInfo.InvariantCulture, $"{SignedRequest.Digest(body)}, x=:{new string('A', 2048)}:"), 401),
        ];
        foreach (var (digest, status) in cases)
        {
            var request = SignedRequest.Post(Encoding.UTF8.GetString(body)).Replace("Content-Digest", _ => digest).Sign();
            Assert.Equal((digest, status), (digest, await host.StatusAsync(request)));
        }
    }

    private static string Sha512(byte[] value) => $"sha-512=:{Convert.ToBase64String(value)}:";
}
