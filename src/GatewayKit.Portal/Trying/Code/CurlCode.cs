using System.Text;

namespace GatewayKit.Portal.Trying.Code;

/// <summary>Writes a command of curl.</summary>
internal static class CurlCode
{
    public static string Of(CodeRequest request)
    {
        // The address has no ranges of curl, and its path is sent as it is.
        var code = new StringBuilder("curl --globoff --path-as-is");
        code.Append(request.Method == "HEAD" ? " --head" : $" --request {CodeText.QuoteShell(request.Method)}");
        Add(code, "url", request.Url);
        foreach (var (name, value) in request.Headers)
            Add(code, "header", value.Length == 0 ? $"{name};" : $"{name}: {value}");
        if (request.IsBasic)
            Add(code, "user", $"{CodeRequest.Name}:{CodeRequest.Password}");
        if (request.Body is { } body)
            Add(code, "data-raw", body);
        return code.ToString();
    }

    private static void Add(StringBuilder code, string option, string value)
        => code.Append(" \\\n  --").Append(option).Append(' ').Append(CodeText.QuoteShell(value));
}
