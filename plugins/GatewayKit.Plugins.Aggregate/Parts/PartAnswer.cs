using System.Buffers;
using System.Text.Json;
using GatewayKit.Expressions;
using GatewayKit.Plugins.Aggregate.Json;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.Aggregate.Parts;

/// <summary>Composes the answer of the results. No cache may store it: the parts may depend on credentials, the client certificate or the
/// address of the client, of which the request to aggregate shows nothing.</summary>
internal sealed class PartAnswer(PartPlan plan, AggregateOptions options)
{
    private static readonly GatewayResponse s_uncomposed =
        GatewayResponse.Problem(502, "Bad Gateway", "The answer can't be composed of its parts.");

    /// <param name="run">The run, which is complete.</param>
    /// <param name="failed">The position of the required part that has failed; -1 if none has.</param>
    public GatewayResponse Compose(PartRun run, int failed)
        => ComposeParts(run, failed).WithHeader("Cache-Control", "no-store");

    private GatewayResponse ComposeParts(PartRun run, int failed)
    {
        if (failed >= 0)
            return run.Results[failed].Failure!.Answer(plan.Parts[failed].Name, options.PassStatuses);

        try
        {
            var buffer = new ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(buffer, JsonOutput.Options))
                Write(json, run);
            if (buffer.WrittenCount > options.MaxTotalSize.Bytes)
                return s_uncomposed;

            var isPartial = run.Results.Any(result => result.Failure is not null);
            return new GatewayResponse(isPartial ? options.PartialStatus : 200).WithBody(buffer.WrittenMemory, "application/json");
        }
        catch (Exception error) when (error is ExpressionException or TemplateException or InvalidOperationException or ArgumentException)
        {
            // Of a text in JSON that isn't Unicode, for example.
            return s_uncomposed;
        }
    }

    private void Write(Utf8JsonWriter json, PartRun run)
    {
        if (options.ErrorsMember is null && plan.Answer is { } answer)
        {
            answer.Write(json, run.DataOf(plan.Order), options.MaxTotalSize.Bytes);
            return;
        }

        json.WriteStartObject();
        if (plan.Answer is { } template)
            template.WriteMembers(json, run.DataOf(plan.Order), options.MaxTotalSize.Bytes);
        for (var i = 0; plan.Answer is null && i < plan.Parts.Length; i++)
        {
            json.WritePropertyName(plan.Parts[i].Name);
            run.Results[i].Body.WriteTo(json);
        }

        WriteErrors(json, run);
        json.WriteEndObject();
    }

    private void WriteErrors(Utf8JsonWriter json, PartRun run)
    {
        if (options.ErrorsMember is not { } member || run.Results.All(result => result.Failure is null))
            return;

        json.WriteStartArray(member);
        for (var i = 0; i < plan.Parts.Length; i++)
            run.Results[i].Failure?.Write(json, plan.Parts[i].Name);
        json.WriteEndArray();
    }
}
