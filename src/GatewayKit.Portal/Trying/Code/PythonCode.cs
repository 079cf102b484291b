using System.Text;

namespace GatewayKit.Portal.Trying.Code;

/// <summary>Writes a program of Python, which needs only its standard library.</summary>
internal static class PythonCode
{
    public static string Of(CodeRequest request)
    {
        var code = new StringBuilder();
        if (request.IsBasic)
            code.Append("import base64\n");
        code.Append("import urllib.error\nimport urllib.request\n\n");
        code.Append("request = urllib.request.Request(\n    ").Append(CodeText.QuotePython(request.Url)).Append(",\n");
        code.Append("    method=").Append(CodeText.QuotePython(request.Method)).Append(",\n");
        if (request.Body is { } body)
            code.Append("    data=").Append(CodeText.QuotePython(body)).Append(".encode(),\n");
        code.Append(")\n");
        foreach (var (name, value) in request.Headers)
            Add(code, CodeText.QuotePython(name), CodeText.QuotePython(value));
        if (request.IsBasic)
            Add(code, "\"Authorization\"", $"\"Basic \" + base64.b64encode(b\"{CodeRequest.Name}:{CodeRequest.Password}\").decode()");
        code.Append("try:\n    response = urllib.request.urlopen(request)\n");
        code.Append("except urllib.error.HTTPError as error:\n    response = error\n");
        code.Append("print(response.status)\nprint(response.read().decode())\n");
        return code.ToString();
    }

    private static void Add(StringBuilder code, string name, string value)
        => code.Append("request.add_header(").Append(name).Append(", ").Append(value).Append(")\n");
}
