namespace GatewayKit.Tokens;

/// <summary>Checks addresses to which the gateway sends a secret.</summary>
internal static class TokenUrls
{
    public static IEnumerable<OptionsError> Validate(string option, string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
            yield return new OptionsError(option, "must be an absolute HTTPS URL; HTTP is allowed on a loopback address only");
        else if (uri.UserInfo.Length > 0)
            yield return new OptionsError(option, "must not contain credentials");
    }
}
