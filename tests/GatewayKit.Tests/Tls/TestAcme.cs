using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Hosting;
using GatewayKit.Tls;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Tls;

/// <summary>What a package for ACME adds to a gateway, without a certificate authority.</summary>
internal sealed class TestAcme : ITlsAcme, ITlsCertificateSource, IAcmeChallenges
{
    public ConcurrentDictionary<string, SslStreamCertificateContext> Certificates { get; } = new(StringComparer.OrdinalIgnoreCase);

    public ConcurrentDictionary<string, SslStreamCertificateContext> TlsChallenges { get; } = new(StringComparer.OrdinalIgnoreCase);

    public ConcurrentDictionary<string, string> HttpChallenges { get; } = new();

    public ConcurrentQueue<(object? Options, string Folder)> Activations { get; } = new();

    public Type OptionsType => typeof(Options);

    public bool HasTlsAlpn => !TlsChallenges.IsEmpty;

    public void AddTo(GatewayKitBuilder gateway) => gateway.Services
        .AddSingleton<ITlsAcme>(this)
        .AddSingleton<ITlsCertificateSource>(this)
        .AddSingleton<IAcmeChallenges>(this);

    public void Set(string name, X509Certificate2 certificate) => Certificates[name] = Context(certificate);

    public static SslStreamCertificateContext Context(X509Certificate2 certificate)
        => SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);

    public IEnumerable<OptionsError> Check(object options, string folder)
        => ((Options)options).Email == "root@example.com" ? [new OptionsError("email", $"isn't allowed in {folder}")] : [];

    public void Activate(object? options, string folder) => Activations.Enqueue((options, folder));

    public SslStreamCertificateContext? Find(string hostName) => Certificates.GetValueOrDefault(hostName);

    public SslStreamCertificateContext? FindTlsAlpn(string hostName) => TlsChallenges.GetValueOrDefault(hostName);

    public string? FindHttp(string hostName, string token) => HttpChallenges.GetValueOrDefault($"{hostName} {token}");

    public sealed record Options
    {
        [EmailAddress]
        public required string Email { get; init; }
    }
}
