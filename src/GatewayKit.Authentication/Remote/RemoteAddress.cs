namespace GatewayKit.Authentication;

/// <summary>Checks addresses of servers that an authentication plugin calls.</summary>
public static class RemoteAddress
{
    /// <summary>Checks an option that is an address, for <see cref="IValidatedOptions.Validate"/>.</summary>
    /// <param name="option">The path of the option, such as <c>authority</c>.</param>
    /// <param name="text">Its value.</param>
    /// <param name="requiresHttps">Whether other addresses than those of this machine need <c>https</c>.</param>
    /// <returns>An error if the address isn't valid.</returns>
    public static IEnumerable<OptionsError> Validate(string option, string text, bool requiresHttps = true)
    {
        ArgumentNullException.ThrowIfNull(option);
        ArgumentNullException.ThrowIfNull(text);
        if (Broken(text, requiresHttps) is not { } rule)
            return [];

        // A password in the address isn't shown.
        var found = text.Contains('@', StringComparison.Ordinal) ? "" : $"is {HeaderOptions.Quoted(text)}; it ";
        return [new OptionsError(option, found + rule)];
    }

    /// <summary>Parses an address that another server has sent.</summary>
    /// <param name="text">The address.</param>
    /// <param name="requiresHttps">Whether other addresses than those of this machine need <c>https</c>.</param>
    /// <returns>The address; <c>null</c> if it isn't valid.</returns>
    public static Uri? Parse(string text, bool requiresHttps = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Broken(text, requiresHttps) is null ? new Uri(text) : null;
    }

    private static string? Broken(string text, bool requiresHttps)
    {
        if (text.Length > 2048 || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
            return "must be an absolute URL with https";
        if (uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
            return "must not have a user or a fragment";

        return requiresHttps && uri.Scheme != "https" && !uri.IsLoopback ? "must use https, except for an address of this machine" : null;
    }
}
