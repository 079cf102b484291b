using System.Text.Json;
using GatewayKit.Plugins.Aggregate.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace GatewayKit.Plugins.Aggregate.Parts;

/// <summary>The failure of a part.</summary>
/// <param name="Status">The status of the answer if the part is required.</param>
/// <param name="Detail">The reason, as the end of a sentence.</param>
internal sealed record PartFailure(int Status, string Detail)
{
    /// <summary>Gets the failure after the time for the part.</summary>
    public static PartFailure TimedOut { get; } = new(504, "took too long");

    /// <summary>Gets the failure of a part that another failure has ended.</summary>
    public static PartFailure NotExecuted { get; } = new(502, "wasn't executed");

    /// <summary>Gets the status with which the part responded; null if it didn't.</summary>
    public int? PartStatus { get; init; }

    /// <summary>Gets the headers that belong to the status, such as <c>WWW-Authenticate</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Returns the answer for a required part.</summary>
    public GatewayResponse Answer(string part, IReadOnlyList<int> passStatuses)
    {
        var isPassed = PartStatus is { } status && passStatuses.Contains(status);
        var answered = isPassed ? PartStatus!.Value : Status;
        var title = ReasonPhrases.GetReasonPhrase(answered) is { Length: > 0 } phrase ? phrase : "Error";
        var response = GatewayResponse.Problem(answered, title, $"The part '{part}' {Detail}.")
            .WithProblemMember("part", JsonSerializer.SerializeToElement(part, AggregateJson.Default.String));
        return isPassed ? Headers.Aggregate(response, (result, header) => result.WithHeader(header.Key, header.Value)) : response;
    }

    /// <summary>Writes the failure of an optional part.</summary>
    public void Write(Utf8JsonWriter json, string part)
    {
        json.WriteStartObject();
        json.WriteString("part", part);
        if (PartStatus is { } status)
            json.WriteNumber("status", status);
        json.WriteString("detail", $"The part '{part}' {Detail}.");
        json.WriteEndObject();
    }
}
