using System.Globalization;

namespace GatewayKit.OpenApi.Mocking.Choosing;

/// <summary>A declared response and the status code to use.</summary>
/// <param name="Status">The status code, 200 to 599.</param>
/// <param name="Response">The declared response.</param>
internal sealed record ResponseChoice(int Status, OpenApiResponse Response)
{
    /// <summary>The failures to choose from at random.</summary>
    public static IReadOnlyList<ResponseChoice> Failures(OpenApiOperation operation)
        => [.. Readable(operation).Select(Of).OfType<ResponseChoice>().Where(choice => choice.Status >= 500)];

    /// <summary>Finds the response of a status code: the code itself, its range, or <c>default</c>; <c>null</c> for none.</summary>
    public static ResponseChoice? For(OpenApiOperation operation, int status)
        => status is < 200 or > 599 ? null
            : (Find(operation, status.ToString(CultureInfo.InvariantCulture))
                ?? Find(operation, $"{status / 100}XX") ?? Find(operation, "default")) is { } found
                ? new(status, found) : null;

    /// <summary>Chooses the response without preferences: the lowest success, otherwise <c>default</c> as 200, otherwise the first;
    /// <c>null</c> if the operation doesn't declare a usable response.</summary>
    public static ResponseChoice? Usual(OpenApiOperation operation)
    {
        var declared = Readable(operation)
            .Select(response => (Of(response), IsRange: response.Code.EndsWith("XX", StringComparison.Ordinal)))
                .Where(choice => choice.Item1 is not null).Select(choice => (Choice: choice.Item1!, choice.IsRange)).ToArray();
        return declared.Where(d => d.Choice.Status is >= 200 and < 300).OrderBy(d => d.IsRange).ThenBy(d => d.Choice.Status).Select(
            d => d.Choice).FirstOrDefault()
            ?? For(operation, 200)
            ?? declared.Select(d => d.Choice).FirstOrDefault();
    }

    /// <summary>Returns the code, or the first code of a range.</summary>
    private static ResponseChoice? Of(OpenApiResponse response)
    {
        var digits = response.Code.EndsWith("XX", StringComparison.Ordinal) ? $"{response.Code[..1]}00" : response.Code;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 200 and <= 599
            ? new(status, response)
            : null;
    }

    /// <summary>The responses with a description in the document; for others, only the status code is known.</summary>
    private static IEnumerable<OpenApiResponse> Readable(OpenApiOperation operation)
        => operation.Responses.Where(response => !response.IsUnreadable);

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
