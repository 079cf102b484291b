using System.CommandLine;
using System.Globalization;
using GatewayKit.Explaining;

namespace GatewayKit.Cli.Commands;

/// <summary>The options of <c>gatewaykit explain</c> for a dry run.</summary>
internal sealed class ExplainSamples
{
    private const string ContentType = "Content-Type";
    private const long MaxSize = 16 * 1024 * 1024;

    private readonly Option<string?> _body = new("--body")
    {
        Description = "Show what the plugins change, for a request with the body in this file; application/json without -H Content-Type",
        HelpName = "FILE",
    };

    private readonly Option<string?> _response = new("--response")
    {
        Description = "Also show what the plugins change in a response of the upstream with the body in this file",
        HelpName = "FILE",
    };

    private readonly Option<int> _status = new("--response-status")
    {
        Description = "The status of that response",
        HelpName = "STATUS",
        DefaultValueFactory = _ => 200,
    };

    private readonly Option<string[]> _headers = new("--response-header")
    {
        Description = "A header of that response; may be given several times; application/json without Content-Type",
        HelpName = "\"NAME: VALUE\"",
    };

    public void AddTo(Command command)
    {
        command.Add(_body);
        command.Add(_response);
        command.Add(_status);
        command.Add(_headers);
    }

    /// <returns>The messages; null without a dry run.</returns>
    /// <exception cref="ToolException">A file can't be read, or another option isn't valid.</exception>
    public SampleMessages? Read(ParseResult result)
    {
        var (body, response) = (result.GetValue(_body), result.GetValue(_response));
        if (body is null && response is null)
            return null;

        var status = result.GetValue(_status);
        if (status is < 200 or > 599)
        {
            throw new ToolException(
                $"--response-status is {status.ToString(CultureInfo.InvariantCulture)}; it must be between 200 and 599.");
        }

        return new SampleMessages(body is null ? default : ReadFile("--body", body))
        {
            ResponseBody = response is null ? null : ReadFile("--response", response),
            ResponseStatus = status,
            ResponseHeaders = WithType([.. (result.GetValue(_headers) ?? []).Select(ExplainRequest.ParseHeader)]),
        };
    }

    /// <summary>Returns the headers of a request, with the type of its body.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> HeadersOf(ExplainRequest request, SampleMessages samples)
        => samples.RequestBody.IsEmpty ? request.Headers : WithType(request.Headers);

    private static IReadOnlyList<KeyValuePair<string, string>> WithType(IReadOnlyList<KeyValuePair<string, string>> headers)
        => headers.Any(header => header.Key.Equals(ContentType, StringComparison.OrdinalIgnoreCase))
            ? headers
            : [.. headers, KeyValuePair.Create(ContentType, "application/json")];

    private static byte[] ReadFile(string option, string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Length <= MaxSize
                ? File.ReadAllBytes(path)
                : throw new ToolException($"{option}: '{path}' has more than 16 MB.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"{option}: '{path}' can't be read: {error.Message}");
        }
    }
}
