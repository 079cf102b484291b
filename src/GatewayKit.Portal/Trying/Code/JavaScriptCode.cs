using System.Text;

namespace GatewayKit.Portal.Trying.Code;

/// <summary>Writes a module of JavaScript with <c>fetch</c>.</summary>
internal static class JavaScriptCode
{
    public static string Of(CodeRequest request)
    {
        var code = new StringBuilder("const response = await fetch(").Append(CodeText.Quote(request.Url)).Append(", {\n");
        code.Append("  method: ").Append(CodeText.Quote(request.Method)).Append(",\n");
        if (request.Headers.Count > 0 || request.IsBasic)
        {
            code.Append("  headers: [\n");
            foreach (var (name, value) in request.Headers)
                code.Append("    [").Append(CodeText.Quote(name)).Append(", ").Append(CodeText.Quote(value)).Append("],\n");
            if (request.IsBasic)
                code.Append("    [\"Authorization\", \"Basic \" + btoa(\"").Append(CodeRequest.Name).Append(':')
                    .Append(CodeRequest.Password).Append("\")],\n");
            code.Append("  ],\n");
        }

        if (request.Body is { } body)
            code.Append("  body: ").Append(CodeText.Quote(body)).Append(",\n");
        code.Append("});\n");
        code.Append("console.log(response.status);\n");
        code.Append("console.log(await response.text());\n");
        return code.ToString();
    }
}
