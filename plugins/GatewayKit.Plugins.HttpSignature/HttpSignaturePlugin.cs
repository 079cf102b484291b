using GatewayKit.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>Authenticates consumers by HTTP Message Signatures (RFC 9421).</summary>
[GatewayPlugin<HttpSignatureOptions>(Name, PluginStage.Authentication)]
[ConsumerCredential<HttpSignatureCredential>(Name)]
public sealed class HttpSignaturePlugin : IAuthenticationHook, IRequestHook, IResponseHook
{
    private const string Name = "http-signature";
    private const string ContentDigest = "Content-Digest";

    // The state of an exchange without a signature, whose response may be a 401.
    private static readonly object s_asked = new();

    private readonly IConsumerDirectory _consumers;
    private readonly SignatureReader _reader;
    private readonly SignatureRules _rules;
    private readonly UsedNonces? _nonces;
    private readonly FailureLimit _failures;
    private readonly HttpSignatureAnswers _answers;
    private readonly ByteSize _bufferLimit;
    private readonly bool _hide;

    /// <summary>Initializes a new instance and prepares its rules and results.</summary>
    /// <param name="options">The options.</param>
    /// <param name="consumers">The consumers and their credentials.</param>
    /// <param name="counters">The store that remembers nonces and counts failures.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public HttpSignaturePlugin(
        HttpSignatureOptions options,
        IConsumerDirectory consumers, ICounterStore counters, TimeProvider time, ILogger<HttpSignaturePlugin> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _consumers = consumers;
        _reader = new SignatureReader(options.Tag);
        _rules = new SignatureRules(options, time);
        _nonces = options.Nonce == NonceRule.Ignored ? null : new UsedNonces(options, counters, time, logger);
        _failures = new FailureLimit(Name, options.Failures, counters, time, logger);
        _answers = new HttpSignatureAnswers(options);
        _bufferLimit = options.BufferLimit;
        _hide = options.HideCredentials;
    }

    /// <summary>
    /// Requires a valid signature of a consumer:
    /// 1. finds the signature for the gateway,
    /// 2. checks what it covers, its times and that the request has the digest of its body,
    /// 3. finds the key and verifies the signature,
    /// 4. verifies the body, if it is small,
    /// 5. and only then uses up the nonce.
    /// </summary>
    public ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var request = context.Http.Request;
        var hasBody = HasBody(context.Http);
        var fault = _reader.Read(request.Headers, out var signature);
        if (fault == SignatureFault.Missing)
            return Ask(context, hasBody);
        if (signature is null)
            return _answers.For(fault, hasBody);

        fault = _rules.Check(signature, hasBody);
        if (fault != SignatureFault.None)
            return _answers.For(fault, hasBody);

        BodyDigest? digest = null;
        if (request.Headers.TryGetValue(ContentDigest, out var lines) && !BodyDigest.TryRead(lines, out digest))
            return _answers.For(SignatureFault.Digest, hasBody);
        if (!SignatureBase.TryCreate(request, signature.Components, signature.Input, out var text))
            return _answers.For(SignatureFault.Unresolved, hasBody);

        // An unknown key and a wrong signature have the same answer.
        if (!_consumers.TryFind<HttpSignatureCredential>(CredentialKey.FromSecret(signature.KeyId), out var match)
            || (signature.Algorithm is { } algorithm && algorithm != match.Credential.Algorithm)
            || !match.Credential.Key.Verifies(text, signature.Signature))
            return _failures.CountAsync(context, _answers.For(SignatureFault.Invalid, hasBody));

        return AdmitAsync(context, match.Consumer, signature, digest, hasBody);
    }

    /// <summary>
    /// Starts to verify a body that isn't in memory, and removes the signatures, even if another plugin authenticated the caller.
    /// </summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var request = context.Http.Request;
        if (context.State is BodyDigest digest)
        {
            var length = request.ContentLength;
            context.WrapRequestBody(body => new VerifiedBody(body, digest.Start(), length), keepsLength: true);
        }

        if (_hide)
        {
            request.Headers.Remove("Signature");
            request.Headers.Remove("Signature-Input");
        }

        return HookResult.Continue;
    }

    /// <summary>Removes the request for a signature if another plugin authenticated the caller.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var response = context.Http.Response;
        if (context.State == s_asked && response.StatusCode != StatusCodes.Status401Unauthorized)
        {
            var others = response.Headers[HttpSignatureAnswers.AcceptSignature].Where(value => !_answers.IsAccept(value)).ToArray();
            response.Headers[HttpSignatureAnswers.AcceptSignature] = new StringValues(others);
        }

        return HookResult.Continue;
    }

    // A tunnel (RFC 8441) has data, but no body.
    private static bool HasBody(HttpContext http)
        => http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != false && http.Request.ContentLength != 0
            && http.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect != true;

    // The gateway writes the 401 if no other plugin authenticates the caller, and keeps this header.
    private AuthenticationResult Ask(GatewayContext context, bool hasBody)
    {
        context.Http.Response.Headers[HttpSignatureAnswers.AcceptSignature] = _answers.Accept(hasBody);
        context.State = s_asked;
        return _answers.Missing;
    }

    private async ValueTask<AuthenticationResult> AdmitAsync(
        GatewayContext context, Consumer consumer, PresentedSignature signature, BodyDigest? digest, bool hasBody)
    {
        if (digest is not null && (!hasBody || context.Http.Request.ContentLength <= _bufferLimit.Bytes))
        {
            var body = hasBody ? await context.BufferRequestBodyAsync(_bufferLimit).ConfigureAwait(false) : default;
            if (!digest.Matches(body.Span))
                return _answers.For(SignatureFault.BodyDiffers, hasBody);

            digest = null;
        }

        if (_nonces is not null && !context.IsSimulated && signature.Nonce is { } nonce)
        {
            var fault = await _nonces.UseAsync(signature.KeyId, nonce, context.Http.RequestAborted).ConfigureAwait(false);
            if (fault != SignatureFault.None)
                return _answers.For(fault, hasBody);
        }

        context.State = digest;
        return AuthenticationResult.Authenticated(consumer).WithCredential(signature.KeyId);
    }
}
