using System.Globalization;

namespace GatewayKit.OpenApi.Mocking.Choosing;

/// <summary>A response that an operation declares, for a certain status code.</summary>
/// <param name="Status">The status code, 200 to 599.</param>
/// <param name="Response">What is declared for it.</param>
internal sealed record ResponseChoice(int Status, OpenApiResponse Response)
{
    /// <summary>Chance decides among these.</summary>
    public static IReadOnlyList<ResponseChoice> Failures(OpenApiOperation operation)
        => [.. Readable(operation).Select(Of).OfType<ResponseChoice>().Where(choice => choice.Status >= 500)];

    /// <summary>What is declared for a status: the code itself, its range, <c>default</c>; null for nothing.</summary>
    public static ResponseChoice? For(OpenApiOperation operation, int status)
        => status is < 200 or > 599 ? null
            : (Find(operation, status.ToString(CultureInfo.InvariantCulture)) ?? Find(operation, $"{status / 100}XX") ?? Find(operation, "default")) is { } found
                ? new(status, found) : null;

    /// <summary>What is answered if nobody wants anything else: the lowest success, else <c>default</c> as 200, else the first; null if the
    /// operation declares nothing that can be answered.</summary>
    public static ResponseChoice? Usual(OpenApiOperation operation)
    {
        var declared = Readable(operation).Select(response => (Of(response), IsRange: response.Code.EndsWith("XX", StringComparison.Ordinal)))
            .Where(choice => choice.Item1 is not null).Select(choice => (Choice: choice.Item1!, choice.IsRange)).ToArray();
        return declared.Where(d => d.Choice.Status is >= 200 and < 300).OrderBy(d => d.IsRange).ThenBy(d => d.Choice.Status).Select(d => d.Choice).FirstOrDefault()
            ?? For(operation, 200)
            ?? declared.Select(d => d.Choice).FirstOrDefault();
    }

    /// <summary>A code, or the first one of a range.</summary>
    private static ResponseChoice? Of(OpenApiResponse response)
    {
        var digits = response.Code.EndsWith("XX", StringComparison.Ordinal) ? $"{response.Code[..1]}00" : response.Code;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 200 and <= 599 ? new(status, response) : null;
    }

    /// <summary>The responses that the document describes: of the others, nothing but the code is known.</summary>
    private static IEnumerable<OpenApiResponse> Readable(OpenApiOperation operation) => operation.Responses.Where(response => !response.IsUnreadable);

    private static OpenApiResponse? Find(OpenApiOperation operation, string code)
    {
        foreach (var response in Readable(operation))
        {
            if (response.Code.Equals(code, StringComparison.OrdinalIgnoreCase))
                return response;
        }
        return null;
    }
}
