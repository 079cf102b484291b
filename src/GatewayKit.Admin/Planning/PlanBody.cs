using System.Text;
using System.Text.Json;
using GatewayKit.Admin.Entries;
using GatewayKit.Admin.Http;
using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Planning.Pending;
using GatewayKit.Store;
using GatewayKit.Store.Sources;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Admin.Planning;

/// <summary>Reads the change of a plan: JSON with changes of entries or a configuration, or a configuration in YAML.</summary>
internal static class PlanBody
{
    public const string Yaml = "application/yaml";

    private const string Rule = "The body must have either changes, as for a transaction, or a configuration.";

    public static async Task<(PendingChange? Change, AdminProblem? Problem)> ReadAsync(HttpContext http, GatewaySnapshot active)
    {
        if (AdminBody.TypeOf(http.Request)?.Equals(Yaml, StringComparison.OrdinalIgnoreCase) == true)
        {
            var (bytes, unreadable) = await AdminBody.ReadBytesAsync(http).ConfigureAwait(false);
            return bytes is null ? (null, unreadable) : (PostedConfig.Read(bytes, "configuration.yaml", active.Config), null);
        }

        var (body, problem) = await AdminBody.ReadAsync<PlanRequest>(http, AdminJson.ContentType, Yaml).ConfigureAwait(false);
        if (body is null)
            return (null, problem);

        var hasConfiguration = body.Configuration.ValueKind != JsonValueKind.Undefined;
        if (hasConfiguration == body.Changes is not null)
            return (null, new AdminProblem(400, Rule) { Errors = [new AdminError("", Rule)] });

        return hasConfiguration
            ? (ReadConfiguration(body.Configuration, active), null)
            : await ReadChangesAsync(http, body).ConfigureAwait(false);
    }

    private static PendingChange ReadConfiguration(JsonElement configuration, GatewaySnapshot active)
        => PostedConfig.Read(Encoding.UTF8.GetBytes(configuration.GetRawText()), "configuration.json", active.Config);

    private static async Task<(PendingChange? Change, AdminProblem? Problem)> ReadChangesAsync(HttpContext http, PlanRequest body)
    {
        PendingChange? change = null;
        var result = await StoreCall.RunAsync<PlanView>(http, async store =>
        {
            var revision = body.BasedOn
                ?? (await store.ReadAsync(cancellation: http.RequestAborted).ConfigureAwait(false)).Revision;
            var request = new TransactionRequest
            {
                BasedOn = revision,
                Changes = body.Changes!,
                Scope = body.Scope,
                Message = body.Message,
            };
            if (TransactionEndpoints.Read(http, request, out var changes) is { } invalid)
                return invalid;

            var preview = http.RequestServices.GetRequiredService<ChangePreview>();
            var errors = new ConfigErrors();
            var config = await preview.BindAsync(changes!, errors, http.RequestAborted).ConfigureAwait(false);
            change = new PendingChange(preview.Source, config, errors);
            return PlanView.Nothing;
        }).ConfigureAwait(false);
        return (change, result.Problem);
    }
}
