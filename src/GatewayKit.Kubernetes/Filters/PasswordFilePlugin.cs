using System.Text;

namespace GatewayKit.Kubernetes.Filters;

/// <summary>Requires a user name and password (RFC 7617) of a list. Callers don't become consumers.</summary>
[GatewayPlugin<PasswordFileOptions>(Name, PluginStage.Authentication)]
internal sealed class PasswordFilePlugin(PasswordFileOptions options) : IRequestHook
{
    public const string Name = "kubernetes-password-file";

    private const string Scheme = "Basic ";
    private const int Longest = 4096;

    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    private readonly PasswordFile _file = new(options.Users);

    private readonly GatewayResponse _refused = GatewayResponse
        .Problem(401, "Unauthorized", "This request needs a valid user name and password.")
        .WithHeader("WWW-Authenticate", $"Basic realm=\"{options.Realm.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)}\", charset=\"UTF-8\"");

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
        => context.Http.Request.Headers.Authorization is [{ Length: <= Longest } value]
            && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && Decode(value[Scheme.Length..].Trim()) is ({ } user, { } password)
            && _file.IsValid(user, password)
                ? HookResult.Continue : HookResult.Respond(_refused);

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
