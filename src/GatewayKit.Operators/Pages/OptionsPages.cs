using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.Admin;
using GatewayKit.Admin.Endpoints;
using GatewayKit.Admin.Entries;
using GatewayKit.Admin.Http;
using GatewayKit.Compilation;
using GatewayKit.Masking;
using GatewayKit.Operators.Components;
using GatewayKit.Operators.Forms;
using GatewayKit.Operators.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GatewayKit.Operators.Pages;

/// <summary>
/// Changes the options of a plugin in an entry of the store, in these steps:
/// <list type="number">
/// <item>the form shows the stored options, without secrets</item>
/// <item>the input is checked with the whole configuration, also while the operator types</item>
/// <item>the preview shows the difference</item>
/// <item>exactly what was previewed is saved as a revision. If the entry has changed meanwhile, the input is kept and previewed
/// again</item>
/// </list>
/// </summary>
internal static class OptionsPages
{
    private const string Pattern = "/options/{kind}/{id}/{plugin}/{instance}";
    private const long MaximumForm = 2 * 1024 * 1024;

    public static void Map(PageMap map)
    {
        map.Page(Pattern, AdminRole.Admin, request => RunAsync(request, ShowAsync));
        map.Form(Pattern, AdminRole.Admin, request => RunAsync(request, SendAsync), MaximumForm);
    }

    /// <summary>Reads the entry and the schema of the options.</summary>
    private static async Task<IResult> RunAsync(OperatorRequest request, Func<OperatorRequest, OptionsSource, Task<IResult>> answer)
    {
        var target = OptionsTarget.Of(request);
        var entry = await EntryEndpoints
            .ReadAsync(request.Http, request.Service<ConfigSecrets>(), target.Kind, target.Id).ConfigureAwait(false);
        if (entry.Problem is { } missing)
            return OperatorPages.Problem(request.Page, missing);

        var plugin = PluginEndpoints.Read(target.Plugin, request.Service<CurrentSnapshot>());
        if (plugin.Problem is { } unknown)
            return OperatorPages.Problem(request.Page, unknown);
        if (target.OptionsIn(entry.Value!.Content) is not { } options)
        {
            return OperatorPages.Problem(request.Page, AdminProblem.NotFound(
                $"The entry '{target.Key}' doesn't have exactly one plugin {target.Name}. Several need an 'id' each."));
        }

        return plugin.Value!.Options is JsonObject schema
            ? await answer(request, new OptionsSource(target, entry.Value, schema, options)).ConfigureAwait(false)
            : OperatorPages.Problem(request.Page, new AdminProblem(409,
                "The plugin isn't loaded, so its options aren't known. It will be when a configuration that uses it is active."));
    }

    private static Task<IResult> ShowAsync(OperatorRequest request, OptionsSource source)
        => Task.FromResult<IResult>(Show(request, source, OptionsForm.Create(source.Schema, source.Options, null), view => view));

    private static async Task<IResult> SendAsync(OperatorRequest request, OptionsSource source)
    {
        var input = new FormInput(request.Form!, request.Service<SecretSeal>(), $"{source.Target.Key}/{source.Target.Name}");
        var form = OptionsForm.Create(source.Schema, source.Options, input);
        if (form.HasErrors)
        {
            return Show(request, source, form, view => view with
            {
                Problem = new AdminProblem(422, "A part of the input can't be read, so nothing was checked."),
            });
        }

        var basedOn = long.TryParse(request.Text("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var stated) ? stated : 0;
        var content = source.Target.With(source.Entry.Content!, form.Options).ToJsonString();
        var digest = PreviewDigest.Of(source.Target, source.Entry.Version, content);
        var isSaved = request.Text("step") == "save" && PreviewDigest.Matches(request.Text("previewed"), digest);
        var result = await WriteAsync(request, source, content, basedOn, isDryRun: !isSaved).ConfigureAwait(false);
        if (isSaved && result.Value is { Written: true } written)
            return OperatorRequest.GoTo(request.Page.Link("revisions", Shown.Plain(written.Revision)));
        if (result.Problem is { Status: 409 })
            return await ResolveAsync(request, source, form, content).ConfigureAwait(false);

        return Show(request, source, result.Problem is { } problem ? OptionsErrors.With(form, problem) : form, view => view with
        {
            Problem = result.Problem,
            Result = result.Value,
            Previewed = result.Value is not null && request.Text("step") != "check" ? digest : null,
            HasChanged = request.Text("step") == "save" && !isSaved,
        });
    }

    /// <summary>Explains that the entry has changed, and shows what the input changes now.</summary>
    private static async Task<IResult> ResolveAsync(OperatorRequest request, OptionsSource source, OptionsForm form, string content)
    {
        var latest = await RevisionEndpoints.ReadAsync(request.Http, Shown.Plain(source.Entry.Version)).ConfigureAwait(false);
        var result = await WriteAsync(request, source, content, source.Entry.Version, isDryRun: true).ConfigureAwait(false);
        return Show(request, source, form, view => view with
        {
            Conflict = latest.Value,
            Problem = result.Problem,
            Result = result.Value,
            Previewed = result.Value is null ? null : PreviewDigest.Of(source.Target, source.Entry.Version, content),
        }, StatusCodes.Status409Conflict);
    }

    private static Task<AdminResult<ChangeResult>> WriteAsync(
        OperatorRequest request, OptionsSource source, string content, long basedOn, bool isDryRun)
    {
        using var document = JsonDocument.Parse(content);
        return TransactionEndpoints.WriteAsync(
            request.Http,
            new TransactionRequest
            {
                BasedOn = basedOn,
                Changes = [new EntryChangeRequest { Key = source.Target.Key, Content = document.RootElement.Clone() }],
                Message = request.Message ?? $"Change the options of {source.Target.Name} in '{source.Target.Key}'.",
            },
            isDryRun);
    }

    private static RazorComponentResult<OptionsPage> Show(
        OperatorRequest request, OptionsSource source, OptionsForm form, Func<OptionsView, OptionsView> change, int? status = null)
    {
        var view = change(new OptionsView(request.Page with { Title = $"Options of {source.Target.Name}" }, source.Target, form,
            source.Entry.Version)
        {
            Message = request.Text("message"),
        });
        return OperatorPages.Show<OptionsPage>(view, status ?? view.Problem?.Status ?? StatusCodes.Status200OK);
    }
}
