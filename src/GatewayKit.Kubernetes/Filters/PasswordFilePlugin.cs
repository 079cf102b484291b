using System.Text;

namespace GatewayKit.Kubernetes.Filters;

/// <summary>Requires a user name and password (RFC 7617) of a list. Callers don't become consumers.</summary>
[GatewayPlugin<PasswordFileOptions>(Name, PluginStage.Authentication)]
internal sealed class PasswordFilePlugin : IRequestHook
{
    public const string Name = "kubernetes-password-file";

    private const string Scheme = "Basic ";
    private const int Longest = 4096;

    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    private static readonly GatewayResponse s_busy = GatewayResponse
        .Problem(503, "Service Unavailable", "The gateway can't check this request at the moment.").WithHeader("Retry-After", "1");

    private readonly PasswordFile _file;
    private readonly SlowPasswords _slow;
    private readonly AddressNetworks _trusted;

    private readonly GatewayResponse _refused;

    public PasswordFilePlugin(PasswordFileOptions options)
    {
        _file = new PasswordFile(options.ToFile());
        _slow = new SlowPasswords(_file);
        _trusted = new AddressNetworks(options.Trusted);
        var realm = options.Realm.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        _refused = GatewayResponse
            .Problem(401, "Unauthorized", "This request needs a valid user name and password.")
            .WithHeader("WWW-Authenticate", $"Basic realm=\"{realm}\", charset=\"UTF-8\"");
    }

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        if (_trusted.Contains(context.Http.Connection.RemoteIpAddress))
            return HookResult.Continue;
        if (context.Http.Request.Headers.Authorization is not [{ Length: <= Longest } value]
            || !value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || Decode(value[Scheme.Length..].Trim()) is not ({ } user, { } password))
            return HookResult.Respond(_refused);
        if (_file.IsSlow(user) && !_slow.IsVerified(user, password))
            return VerifyAsync(user, password, context.Http.RequestAborted);

        return _file.IsSlow(user) || _file.IsValid(user, password) ? HookResult.Continue : HookResult.Respond(_refused);
    }

    private async ValueTask<HookResult> VerifyAsync(string user, string password, CancellationToken cancellation)
        => await _slow.VerifyAsync(user, password, cancellation).ConfigureAwait(false) switch
        {
            true => HookResult.Continue,
            false => HookResult.Respond(_refused),
            null => HookResult.Respond(s_busy),
        };

    private static (string? User, string? Password) Decode(string text)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
            return default;

        try
        {
            var credentials = s_strict.GetString(bytes, 0, length);
            return credentials.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
                ? (credentials[..colon], credentials[(colon + 1)..]) : default;
        }
        catch (DecoderFallbackException)
        {
            return default;
        }
    }
}
