using System.Text.Json;
using System.Text.RegularExpressions;
using GatewayKit.Configuration.Messages;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Admin.Http;

/// <summary>Reads JSON bodies.</summary>
internal static partial class AdminBody
{
    /// <summary>Reads the body of a request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="contentTypes">The media types that the endpoint accepts. Default: JSON.</param>
    /// <typeparam name="T">The type of the body.</typeparam>
    /// <returns>The value, or the problem: 400, 413 or 415.</returns>
    public static async Task<(T? Value, AdminProblem? Problem)> ReadAsync<T>(HttpContext http, params string[] contentTypes)
        where T : class
    {
        string[] allowed = contentTypes is [] ? [AdminJson.ContentType] : contentTypes;
        if (!allowed.Contains(TypeOf(http.Request), StringComparer.OrdinalIgnoreCase))
            return (null, new AdminProblem(415, $"The Content-Type must be {string.Join(" or ", allowed)}."));

        try
        {
            var value = await JsonSerializer.DeserializeAsync<T>(http.Request.Body, AdminJson.Options, http.RequestAborted)
                .ConfigureAwait(false);
            return value is null ? (null, AdminProblem.BadRequest("", "The body must not be null.")) : (value, null);
        }
        catch (JsonException error)
        {
            return (null, Describe(error));
        }
        catch (BadHttpRequestException error)
        {
            return (null, OfBody(error));
        }
    }

    /// <summary>Returns the problem of a body that can't be read.</summary>
    public static AdminProblem OfBody(BadHttpRequestException error) => error.StatusCode == StatusCodes.Status413PayloadTooLarge
        ? new AdminProblem(413, "The body is larger than the endpoint allows.")
        : new AdminProblem(error.StatusCode, "The body can't be read.");

    /// <summary>Reads the body of a request as it is.</summary>
    /// <returns>The bytes, or the problem.</returns>
    public static async Task<(byte[]? Bytes, AdminProblem? Problem)> ReadBytesAsync(HttpContext http)
    {
        using var bytes = new MemoryStream();
        try
        {
            await http.Request.Body.CopyToAsync(bytes, http.RequestAborted).ConfigureAwait(false);
            return (bytes.ToArray(), null);
        }
        catch (BadHttpRequestException error)
        {
            return (null, OfBody(error));
        }
    }

    /// <summary>Returns the media type of a body; null if there is none.</summary>
    public static string? TypeOf(HttpRequest request) => request.ContentType?.Split(';')[0].Trim();

    /// <summary>The message of the exception names types, and can contain the value, which may be a secret.</summary>
    private static AdminProblem Describe(JsonException error)
    {
        var path = DisplayText.Name((error.Path ?? "").TrimStart('$').TrimStart('.'));
        var reason = UnknownMember().Match(error.Message) is { Success: true } unknown
            ? $"'{DisplayText.Name(unknown.Groups[1].Value)}' isn't a known key."
            : MissingMembers().Match(error.Message) is { Success: true } missing
                ? $"{missing.Groups[1].Value} is required."
                : "the JSON isn't valid here.";
        var place = error.LineNumber is { } line ? $"line {line + 1}, column {error.BytePositionInLine + 1}" : "";
        return new AdminProblem(400, $"{(path.Length > 0 ? path : "The body")}: {reason}")
        {
            Errors = [new AdminError(path.Length > 0 ? path : place, reason)],
        };
    }

    [GeneratedRegex("^The JSON property '([^']*)' could not be mapped")]
    private static partial Regex UnknownMember();

    [GeneratedRegex("was missing required properties including: ('.*')")]
    private static partial Regex MissingMembers();
}
