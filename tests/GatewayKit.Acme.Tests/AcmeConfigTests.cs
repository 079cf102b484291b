using GatewayKit.Configuration;
using GatewayKit.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Acme.Tests;

/// <summary>The key <c>tls.acme</c> of a configuration.</summary>
public sealed class AcmeConfigTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(
        "hosts: [\"*.example.com\"]", "5:12: tls.acme: hosts[0] is '*.example.com'; wildcard certificates need the challenge dns-01")]
    [InlineData("hosts: []", "5:12: tls.acme: hosts is empty; it must have at least 1 items.")]
    [InlineData(
        "hosts: [a.example.com]\n    challenges: [dns-01]",
        "6:17: tls.acme: challenges[0] is 'dns-01'; it must be tls-alpn-01 or http-01.")]
    [InlineData(
        "hosts: [a.example.com]\n    renewBefore: 5m", "6:18: tls.acme: renewBefore is 5m; it must be between 1h and 365d.")]
    [InlineData("hosts: [a.example.com]\n    host: b", "6:5: tls.acme: host is unknown. Did you mean 'hosts'?")]
    [InlineData(
        "hosts: [a.example.com]\n    keyType: dsa", "6:14: tls.acme: keyType is 'dsa'; it must be one of: ec-p256, ec-p384, rsa2048.")]
    [InlineData(
        "hosts: [a.example.com]\n    externalAccount: { keyId: a, hmacKey: secret! }",
        "6:43: tls.acme: externalAccount.hmacKey must be at least 16 bytes in base64url.")]
    public async Task An_invalid_option_is_an_error_with_its_location(string options, string expected)
    {
        var error = await FailAsync($"""
            tls:
              acme:
                directory: https://127.0.0.1:1/directory
                acceptTerms: true
                {options}
            """);

        Assert.Contains($"/gateway.yaml:{expected}", error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret!", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none.pem", "tls: acme.trustedRoots is 'none.pem', which can't be read: Could not find file ")]
    [InlineData("gateway.yaml", "tls: acme.trustedRoots is 'gateway.yaml'; the file has no certificate in PEM.")]
    public async Task The_roots_are_read_before_the_configuration_is_active(string file, string error)
        => Assert.Contains(error, await FailAsync($$"""
            tls:
              acme: { directory: "https://127.0.0.1:1/directory", acceptTerms: true, hosts: [a.example.com], trustedRoots: {{file}} }
            """), StringComparison.Ordinal);

    [Fact]
    public async Task Consent_to_the_terms_is_required()
    {
        const string Acme = "tls: { acme: { directory: \"https://127.0.0.1:1/directory\", hosts: [a.example.com]";

        Assert.Contains("tls.acme: acceptTerms is missing; it is required.", await FailAsync(Acme + " } }"), StringComparison.Ordinal);
        Assert.Contains(
            "acceptTerms is false; it must be true", await FailAsync(Acme + ", acceptTerms: false } }"), StringComparison.Ordinal);
    }

    private async Task<string> FailAsync(string yaml)
    {
        var file = Path.Combine(_folder.Path, "gateway.yaml");
        await File.WriteAllTextAsync(file, yaml);
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.AddGatewayKit().UseAcme().LoadFromFile(file).UseUrls("https://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapGatewayKit();
        return (await Assert.ThrowsAsync<GatewayConfigException>(() => app.StartAsync().InTime())).Message;
    }
}
