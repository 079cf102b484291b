using System.Text.Json.Nodes;
using GatewayKit.Planning;

namespace GatewayKit.Cli.Commands;

/// <summary>Reads the report of a plan as the admin API answers it.</summary>
internal static class PlanAnswer
{
    public static PlanReport Read(JsonObject answer) => new()
    {
        Requests = Number(answer, "requests"),
        Changed = Number(answer, "changed"),
        WithConsumer = Number(answer, "withConsumer"),
        WithoutCaller = Number(answer, "withoutCaller"),
        WithHiddenCaller = Number(answer, "withHiddenCaller"),
        Contradicted = Number(answer, "contradicted"),
        Unlisted = Number(answer, "unlisted"),
        Kinds = Texts(answer, "kinds").Select(PlanKinds.Find).OfType<ChangeKind>().ToHashSet(),
        OtherSettings = Texts(answer, "otherSettings"),
        UnrecordedHeaders = Texts(answer, "unrecordedHeaders"),
        UnrecordedParameters = Texts(answer, "unrecordedParameters"),
        Changes = [.. Items(answer, "changes").Select(Change)],
    };

    private static PlannedChange Change(JsonObject change) => new(
        Handling(change["before"]!.AsObject()), Handling(change["after"]!.AsObject()),
        [.. Items(change, "differences").Select(Difference)], Number(change, "requests"), [.. Items(change, "examples").Select(Request)]);

    private static PlannedHandling Handling(JsonObject handling) => new()
    {
        Route = (string?)handling["route"],
        Cluster = (string?)handling["cluster"],
        Refused = (int?)handling["refused"],
        Reason = (string?)handling["reason"],
        Plugins = Texts(handling, "plugins"),
    };

    private static PlannedDifference Difference(JsonObject difference) => new(
        PlanKinds.Find((string)difference["kind"]!) ?? ChangeKind.Settings, (string)difference["text"]!);

    private static PlannedRequest Request(JsonObject request) => new(
        (string)request["method"]!, (string)request["url"]!, (string?)request["consumer"]);

    private static long Number(JsonObject members, string key) => (long?)members[key] ?? 0;

    private static IReadOnlyList<string> Texts(JsonObject members, string key)
        => [.. (members[key] as JsonArray ?? []).Select(text => (string)text!)];

    private static IEnumerable<JsonObject> Items(JsonObject members, string key)
        => (members[key] as JsonArray ?? []).OfType<JsonObject>();
}
