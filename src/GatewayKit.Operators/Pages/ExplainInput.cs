using GatewayKit.Admin.Endpoints;
using GatewayKit.Admin.Http;

namespace GatewayKit.Operators.Pages;

/// <summary>The input of the form that explains a request.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">The URL.</param>
/// <param name="Headers">The headers, one on each line.</param>
internal sealed record ExplainInput(string Method, string Url, string Headers)
{
    /// <summary>Reads the request.</summary>
    /// <returns>The request, or the problem, whose text has no value of a header.</returns>
    public (ExplainBody? Body, AdminProblem? Problem) Read()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in Headers.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var end))
                return (null, AdminProblem.BadRequest("headers", "each line must have a name, a colon and a value, such as Accept: */*."));
            if (!headers.TryAdd(line[..end].Trim(), line[(end + 1)..].Trim()))
            {
                return (null, AdminProblem.BadRequest(
                    "headers", "a name occurs twice. Write its values on one line, separated by commas."));
            }
        }

        return (new ExplainBody { Method = Method.Length == 0 ? "GET" : Method, Url = Url, Headers = headers }, null);
    }
}
