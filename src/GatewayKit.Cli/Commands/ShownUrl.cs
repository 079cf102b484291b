namespace GatewayKit.Cli.Commands;

/// <summary>Shows a URL without secrets: the user, and the parameters whose names indicate secrets, as in the access log.</summary>
internal static class ShownUrl
{
    private const string Mask = "***";

    private static readonly SecretNames s_names = new([], []);

    public static string Of(Uri url)
    {
        var text = url.OriginalString;
        if (url.UserInfo.Length > 0 && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var end)
            text = $"{url.Scheme}://{Mask}{text[end..]}";
        return text.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query
            ? text[..(query + 1)] + string.Join('&', text[(query + 1)..].Split('&').Select(Pair))
            : text;
    }

    private static string Pair(string pair)
        => pair.IndexOf('=', StringComparison.Ordinal) is >= 0 and var end
            && (s_names.IsSecretParameter(Uri.UnescapeDataString(pair[..end])) || SecretNames.IsToken(pair.AsSpan(end + 1)))
            ? $"{pair[..end]}={Mask}"
            : pair;
}
