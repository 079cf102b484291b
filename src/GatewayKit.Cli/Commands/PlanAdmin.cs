using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.Cli.Declarative;
using GatewayKit.Planning;

namespace GatewayKit.Cli.Commands;

/// <summary><c>gatewaykit plan --admin</c>: asks a running gateway, which has sampled the requests of the last minutes.</summary>
internal static class PlanAdmin
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <returns>The report; null if the configuration has errors, which are written.</returns>
    public static async Task<PlanReport?> PlanAsync(AdminClient client, PlanSettings settings, CancellationToken cancellation)
    {
        var files = FileEntries.Read(settings.After);
        var (answer, errors) = await client.PlanAsync(await ChangeAsync(client, files, cancellation).ConfigureAwait(false), cancellation)
            .ConfigureAwait(false);
        if (answer is null)
        {
            ConfigChange.Write(errors.Select(error => Located(error, files)), files);
            return null;
        }

        answer = Masked(answer, files)!.AsObject();
        var report = PlanAnswer.Read(answer);
        if (report.Requests == 0)
            throw new ToolException($"the gateway at {client.Url} has no requests of the last minutes to compare.");
        if (settings.IsJson)
            Console.WriteLine(answer.ToJsonString(s_options));
        else
            Write(settings, report, answer["sample"]!);
        return report;
    }

    /// <summary>Returns an error with the place of its entry: the places in a whole configuration are those of the JSON that was
    /// sent.</summary>
    private static JsonObject Located(JsonObject error, IReadOnlyList<FileEntry> files)
    {
        if ((string?)error["location"] is not { } location || !location.StartsWith("configuration.", StringComparison.Ordinal))
            return error;

        var message = (string?)error["message"] ?? "";
        var entry = files.Where(file => message.StartsWith(file.Key.Replace('/', '.'), StringComparison.OrdinalIgnoreCase))
            .MaxBy(file => file.Key.Length);
        return new JsonObject { ["location"] = entry is null ? "" : $"store: {entry.Key}", ["message"] = message };
    }

    /// <summary>With a store, the files are its content; otherwise, they are the whole configuration.</summary>
    private static async Task<JsonObject> ChangeAsync(AdminClient client, IReadOnlyList<FileEntry> files, CancellationToken cancellation)
    {
        if (!await client.HasStoreAsync(cancellation).ConfigureAwait(false))
            return new JsonObject { ["configuration"] = FileDocument.Of(files) };

        var store = await client.ReadAsync(cancellation).ConfigureAwait(false);
        return ConfigTransaction.Of(files, store, new Dictionary<string, string>(), store.Revision, "");
    }

    /// <summary>Returns the answer with the names of variables instead of their values, which the command has sent.</summary>
    private static JsonNode? Masked(JsonNode? node, IReadOnlyList<FileEntry> files) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Masked(member.Value, files)))),
        JsonArray items => new JsonArray([.. items.Select(item => Masked(item, files))]),
        JsonValue value when value.TryGetValue<string>(out var text)
            => JsonValue.Create(files.Aggregate(text, (shown, file) => file.Variables.Masked(shown))),
        _ => node?.DeepClone(),
    };

    private static void Write(PlanSettings settings, PlanReport report, JsonNode sample)
    {
        PlanText.Write(settings, report, malformed: 0);
        var from = DateTimeOffset.Parse((string)sample["from"]!, CultureInfo.InvariantCulture);
        var seen = (long)sample["seen"]!;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"The gateway has sampled {report.Requests} of {seen} requests since {from:u}."));
    }
}
