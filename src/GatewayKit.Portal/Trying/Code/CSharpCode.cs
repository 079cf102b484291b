using System.Text;

namespace GatewayKit.Portal.Trying.Code;

/// <summary>Writes a program of C# with <c>HttpClient</c>.</summary>
internal static class CSharpCode
{
    public static string Of(CodeRequest request)
    {
        var code = new StringBuilder();
        if (request.IsBasic)
            code.Append("using System.Net.Http.Headers;\n");
        if (request.IsBasic || request.Body is not null)
            code.Append("using System.Text;\n\n");
        code.Append("using var client = new HttpClient();\n");
        code.Append("using var request = new HttpRequestMessage(\n    new HttpMethod(").Append(CodeText.Quote(request.Method))
            .Append("), ").Append(CodeText.Quote(request.Url)).Append(");\n");
        if (request.Body is { } body)
            code.Append("request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(").Append(CodeText.Quote(body)).Append("));\n");
        foreach (var (name, value) in request.Headers)
            code.Append(request.Body is not null && IsOfContent(name) ? "request.Content.Headers" : "request.Headers")
                .Append(".TryAddWithoutValidation(").Append(CodeText.Quote(name)).Append(", ").Append(CodeText.Quote(value)).Append(");\n");
        if (request.IsBasic)
            code.Append("request.Headers.Authorization = new AuthenticationHeaderValue(\n    \"Basic\", ")
                .Append("Convert.ToBase64String(Encoding.UTF8.GetBytes(\"")
                .Append(CodeRequest.Name).Append(':').Append(CodeRequest.Password).Append("\")));\n");
        code.Append("using var response = await client.SendAsync(request);\n");
        code.Append("Console.WriteLine((int)response.StatusCode);\n");
        code.Append("Console.WriteLine(await response.Content.ReadAsStringAsync());\n");
        return code.ToString();
    }

    private static bool IsOfContent(string name) => name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase);
}
