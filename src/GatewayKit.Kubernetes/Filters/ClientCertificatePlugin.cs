using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Kubernetes.Filters;

/// <summary>
/// Verifies the client's certificate for each request, because a connection can have requests to several hosts. Backends get the result in
/// the headers <c>ssl-client-verify</c>, <c>ssl-client-subject-dn</c> and <c>ssl-client-issuer-dn</c>, which clients can't set.
/// </summary>
[GatewayPlugin<ClientCertificateOptions>(Name, PluginStage.Edge, RejectsOnError = true)]
internal sealed class ClientCertificatePlugin : IRequestHook
{
    public const string Name = "kubernetes-client-certificate";

    private const string Success = "SUCCESS";
    private const string None = "NONE";
    private const string Failed = "FAILED";

    private static readonly GatewayResponse s_refused =
        GatewayResponse.Problem(403, "Forbidden", "This request needs a valid client certificate.");

    // A connection has one certificate for all its requests.
    private readonly ConditionalWeakTable<X509Certificate2, string> _results = [];
    private readonly ClientCertificateOptions _options;
    private readonly X509Certificate2Collection _authorities;
    private readonly LocationTemplate? _errorPage;
    private readonly Regex? _subject;
    private readonly TimeProvider _time;

    public ClientCertificatePlugin(ClientCertificateOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _authorities = options.Roots() ?? [];
        _errorPage = options.ErrorPage is { } page ? new LocationTemplate(page) : null;
        _subject = options.Subject is { } subject ? ClientCertificateOptions.Pattern(subject) : null;
    }

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        var request = context.Http.Request;
        var certificate = context.Http.Connection.ClientCertificate;
        var result = certificate is null ? None : _results.GetValue(certificate, Verify);
        Describe(request.Headers, certificate, result);
        if (IsAllowed(result) && (_subject is null || (certificate is not null && _subject.IsMatch(NameOf(certificate.SubjectName)))))
            return HookResult.Continue;

        return _errorPage is null ? HookResult.Respond(s_refused)
            : HookResult.Respond(new GatewayResponse(302).WithHeader("Location", _errorPage.Expand(request)));
    }

    private bool IsAllowed(string result) => _options.Verify switch
    {
        ClientVerification.On => result == Success,
        ClientVerification.Optional => result is Success or None,
        _ => true,
    };

    private string Verify(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(_authorities);
        policy.RevocationMode = X509RevocationMode.NoCheck;

        // A client's certificate must not make the gateway fetch from an address in it.
        policy.DisableCertificateDownloads = true;
        policy.VerificationTime = _time.GetUtcNow().UtcDateTime;
        policy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid("1.3.6.1.5.5.7.3.2"));
        return chain.Build(certificate) && chain.ChainElements.Count - 2 <= _options.Depth ? Success : Failed;
    }

    private void Describe(IHeaderDictionary headers, X509Certificate2? certificate, string result)
    {
        headers.Remove("ssl-client-cert");
        headers["ssl-client-verify"] = result;
        if (certificate is null)
        {
            headers.Remove("ssl-client-subject-dn");
            headers.Remove("ssl-client-issuer-dn");
            return;
        }

        headers["ssl-client-subject-dn"] = NameOf(certificate.SubjectName);
        headers["ssl-client-issuer-dn"] = NameOf(certificate.IssuerName);
        if (_options.PassesCertificate)
            headers["ssl-client-cert"] = Uri.EscapeDataString(certificate.ExportCertificatePem() + "\n");
    }

    /// <summary>Returns a name as RFC 4514 has it, in ASCII as headers need it.</summary>
    private static string NameOf(X500DistinguishedName name)
        => string.Concat(name.Name.Replace(", ", ",", StringComparison.Ordinal).Select(
            character => character is >= ' ' and <= '~' ? character : '?'));
}
