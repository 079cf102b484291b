using System.Security.Cryptography.X509Certificates;
using GatewayKit.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>Authenticates callers by their client certificate: that of the TLS connection, or one that a trusted proxy forwards.</summary>
[GatewayPlugin<MtlsAuthOptions>(Name, PluginStage.Authentication)]
[ConsumerCredential<MtlsAuthCredential>(Name)]
public sealed class MtlsAuthPlugin : IAuthenticationHook, IRequestHook, IDisposable
{
    internal const string Name = "mtls-auth";

    private readonly MtlsAuthAnswers _answers = new();
    private readonly ForwardedHeader? _forwarded;
    private readonly Revocation _revocation;
    private readonly CertificateVerifier _verifier;
    private readonly VerdictCache _verdicts;
    private readonly ClaimHeaders _headers;
    private readonly MtlsAuthLog _log;

    /// <summary>Initializes a new instance and reads the certificates and revocation lists.</summary>
    /// <param name="options">The options.</param>
    /// <param name="consumers">The consumers and their credentials.</param>
    /// <param name="placement">Resolves the names of files.</param>
    /// <param name="files">Watches the files.</param>
    /// <param name="clients">The HTTP clients for revocation lists.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    /// <exception cref="PluginOptionsException">A file can't be used.</exception>
    public MtlsAuthPlugin(
        MtlsAuthOptions options, IConsumerDirectory consumers, PluginPlacement placement, IPluginFiles files, IHttpClientFactory clients,
        TimeProvider time, ILogger<MtlsAuthPlugin> logger)
    {
        _log = new MtlsAuthLog(logger, time);
        var errors = new List<OptionsError>();
        var trust = TrustStore.Read(options, Watch, errors);
        _revocation = Revocation.Read(
            options.Revocation, Watch,
            address => new RemoteList(clients, address, options.Revocation.Refresh, _log, time), errors);
        if (errors.Count > 0)
        {
            _revocation.Dispose();
            throw new PluginOptionsException(errors);
        }

        _verdicts = new VerdictCache(_revocation, time);
        _verifier = new CertificateVerifier(options, trust, _revocation, new CallerRules(options, consumers), _answers, _log, time);
        _forwarded = options.Forwarded is { } forwarded ? new ForwardedHeader(forwarded) : null;
        _headers = new ClaimHeaders(options.ClaimsToHeaders);

        string Watch(string file)
        {
            var path = placement.ResolvePath(file);
            files.Watch(path);
            return path;
        }
    }

    /// <summary>Requires a valid certificate, and finds the caller that owns it.</summary>
    public ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context)
    {
        if (_forwarded?.IsTrusted(context.Http) == true)
        {
            // The certificate of the connection is that of the proxy.
            var header = _forwarded.Value(context.Http);
            return header.Count == 0 ? _answers.Missing : AuthenticateForwarded(context, header, _forwarded.Chain(context.Http));
        }

        return context.Http.Connection.ClientCertificate is not { } certificate ? _answers.Missing
            : _verdicts.Find(certificate) is { } verdict ? Use(context, verdict)
            : VerifyAsync(context, certificate);
    }

    /// <summary>
    /// Removes the headers that the upstream trusts from the request, and adds those of the certificate, even if another plugin
    /// authenticated the caller.
    /// </summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        var headers = context.Http.Request.Headers;
        _forwarded?.Remove(context.Http);
        _headers.Remove(headers);
        if (context.State is Verdict verdict)
        {
            foreach (var (name, value) in verdict.Headers)
                headers[name] = value;
        }

        return HookResult.Continue;
    }

    /// <summary>Ends the fetches of revocation lists.</summary>
    public void Dispose() => _revocation.Dispose();

    private ValueTask<AuthenticationResult> AuthenticateForwarded(GatewayContext context, StringValues header, StringValues chain)
    {
        // The cache must not know them: it joins lines, so that two would look like one that was accepted.
        if (ForwardedCertificate.IsRepeated(header, chain))
        {
            _log.RejectedHeader(CertificateFault.Header);
            return _answers.Invalid;
        }

        var key = VerdictCache.Key(header, chain);
        return _verdicts.Find(key) is { } verdict ? Use(context, verdict) : VerifyForwardedAsync(context, header, chain, key);
    }

    private async ValueTask<AuthenticationResult> VerifyAsync(GatewayContext context, X509Certificate2 certificate)
    {
        var verdict = await _verifier.VerifyAsync(certificate, others: null).ConfigureAwait(false);
        _verdicts.Add(certificate, verdict);
        return Use(context, verdict);
    }

    private async ValueTask<AuthenticationResult> VerifyForwardedAsync(
        GatewayContext context, StringValues header, StringValues chain, KeyedDigest key)
    {
        if (!ForwardedCertificate.TryRead(_forwarded!.Format, header, chain, out var certificate, out var others))
        {
            _log.RejectedHeader(CertificateFault.Header);
            return _answers.Invalid;
        }

        var verdict = await _verifier.VerifyAsync(certificate, others).ConfigureAwait(false);
        _verdicts.Add(key, verdict);
        return Use(context, verdict);
    }

    private static AuthenticationResult Use(GatewayContext context, Verdict verdict)
    {
        context.State = verdict;
        return verdict.Result;
    }
}
