using GatewayKit.Authentication;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.BasicAuth;

/// <summary>Authenticates consumers by user name and password (RFC 7617).</summary>
[GatewayPlugin<BasicAuthOptions>(Name, PluginStage.Authentication)]
[ConsumerCredential<BasicAuthCredential>(Name)]
public sealed class BasicAuthPlugin : IAuthenticationHook, IRequestHook
{
    private const string Name = "basic-auth";

    private static readonly CredentialLocations s_location =
        new([CredentialLocation.Header("Authorization", "Basic")], BasicCredentials.MaximumLength);

    private readonly IConsumerDirectory _consumers;
    private readonly PasswordVerifier _verifier;
    private readonly StandIns _standIns;
    private readonly FailureLimit _failures;
    private readonly BasicAuthAnswers _answers;
    private readonly TimeProvider _time;
    private readonly TimeSpan _cacheDuration;
    private readonly bool _hide;

    /// <summary>Initializes a new instance and prepares its results.</summary>
    /// <param name="options">The options.</param>
    /// <param name="consumers">The consumers and their credentials.</param>
    /// <param name="verifier">The remembered passwords and running verifications, which all entries share.</param>
    /// <param name="counters">The counters of failed attempts.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public BasicAuthPlugin(
        BasicAuthOptions options,
        IConsumerDirectory consumers, PasswordVerifier verifier, ICounterStore counters, TimeProvider time, ILogger<BasicAuthPlugin> logger)
    {
        _consumers = consumers;
        _verifier = verifier;
        _standIns = new StandIns(consumers.All<BasicAuthCredential>().Select(match => match.Credential.Stored));
        _failures = new FailureLimit(Name, options.Failures.ToFailureLimit(), counters, time, logger);
        _answers = new BasicAuthAnswers(options.Realm);
        _time = time;
        _cacheDuration = options.CacheDuration;
        _hide = options.HideCredentials;
    }

    /// <summary>Requires exactly one user name and password, and finds the consumer that owns them.</summary>
    public ValueTask<AuthenticationResult> AuthenticateAsync(GatewayContext context)
    {
        var presented = s_location.Find(context.Http.Request);
        return presented.Presence switch
        {
            CredentialPresence.None => _answers.Missing,
            CredentialPresence.Several => _answers.Several,
            CredentialPresence.TooLong => _answers.Malformed,
            _ => Decode(context, presented.Value.Span),
        };
    }

    /// <summary>Removes the credentials from the request, even if another plugin authenticated the caller.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        if (_hide)
            s_location.Remove(context.Http.Request);

        return HookResult.Continue;
    }

    private ValueTask<AuthenticationResult> Decode(GatewayContext context, ReadOnlySpan<char> text)
    {
        // Base64 is longer than its bytes, and never longer than 5120 characters here.
        Span<byte> bytes = stackalloc byte[StoredPassword.IdentityLength + text.Length];
        Span<char> characters = stackalloc char[text.Length];
        var room = bytes[StoredPassword.IdentityLength..];
        if (!BasicCredentials.TryDecode(text, room, characters, out var credentials))
            return _answers.Malformed;

        // Everything from here takes the same time for an unknown user as for a known one.
        var isKnown = _consumers.TryFind<BasicAuthCredential>(CredentialKey.FromSecret(credentials.Username), out var match);
        var stored = isKnown ? match!.Credential.Stored : _standIns.For(credentials.Username);
        if (stored is null || credentials.Password.IsEmpty)
            return _failures.CountAsync(context, _answers.Wrong);

        if (stored.Hash is null)
        {
            return stored.Plain.Is(KeyedDigest.Of(credentials.Password)) && isKnown
                ? AuthenticationResult.Authenticated(match!.Consumer)
                : _failures.CountAsync(context, _answers.Wrong);
        }

        stored.Identity.CopyTo(bytes);
        var digest = KeyedDigest.Of(bytes[..(StoredPassword.IdentityLength + credentials.Bytes.Length)]);
        if (_cacheDuration > TimeSpan.Zero && _verifier.Verified.Contains(digest, _cacheDuration, _time) && isKnown)
            return AuthenticationResult.Authenticated(match!.Consumer);

        return VerifyAsync(context, new PendingPassword(match?.Consumer, stored.Hash, digest, credentials.Password.ToArray()));
    }

    private async ValueTask<AuthenticationResult> VerifyAsync(GatewayContext context, PendingPassword password)
    {
        if (!_verifier.TryBegin(password.Digest, out var running))
        {
            switch (await running.WaitAsync(context.Http.RequestAborted).ConfigureAwait(false))
            {
                case Verdict.Right when password.Consumer is { } consumer:
                    return AuthenticationResult.Authenticated(consumer);
                case Verdict.Wrong or Verdict.Right:
                    return await _failures.CountAsync(context, _answers.Wrong).ConfigureAwait(false);
                default:
                    return (await VerifyAloneAsync(context, password).ConfigureAwait(false)).Result;
            }
        }

        var verdict = Verdict.None;
        try
        {
            (var result, verdict) = await VerifyAloneAsync(context, password).ConfigureAwait(false);
            return result;
        }
        finally
        {
            _verifier.End(password.Digest, verdict);
        }
    }

    private async ValueTask<(AuthenticationResult Result, Verdict Verdict)> VerifyAloneAsync(
        GatewayContext context, PendingPassword password)
    {
        // Counted before the verification: the limit also bounds the work that an address can cause.
        var reservation = await _failures.ReserveAsync(context).ConfigureAwait(false);
        if (reservation.Rejection is { } rejection)
            return (rejection, Verdict.None);

        var isRight = await _verifier.Queue.VerifyAsync(password.Hash, password.Bytes).ConfigureAwait(false);
        if (isRight == true && password.Consumer is { } consumer)
        {
            if (_cacheDuration > TimeSpan.Zero)
                _verifier.Verified.Add(password.Digest, _time);
            await _failures.RefundAsync(reservation).ConfigureAwait(false);
            return (AuthenticationResult.Authenticated(consumer), Verdict.Right);
        }

        if (isRight is not null)
            return (_answers.Wrong, Verdict.Wrong);

        await _failures.RefundAsync(reservation).ConfigureAwait(false);
        return (BasicAuthAnswers.Busy, Verdict.None);
    }
}
