using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.RequestTransform;

/// <summary>The option <c>method</c>: another method for the upstream.</summary>
internal static class MethodOption
{
    public static IEnumerable<OptionsError> Validate(string? method)
    {
        if (method is null)
            yield break;
        if (!HttpSyntax.IsToken(method) || method.Any(char.IsAsciiLetterLower))
            yield return new OptionsError("method", $"is {HeaderOptions.Quoted(method)}; it must be a method in capitals, such as POST");
        else if (method is "HEAD" or "CONNECT" or "TRACE")
            yield return new OptionsError("method", $"is '{method}'; a request can't be changed to this method");
    }

    /// <summary>Sets the method, except that of a HEAD request, whose response must not have a body, and of a tunnel.</summary>
    public static void Apply(HttpRequest request, string method)
    {
        if (!HttpMethods.IsHead(request.Method) && !HttpMethods.IsConnect(request.Method) && request.Headers.Upgrade.Count == 0)
            request.Method = method;
    }
}
