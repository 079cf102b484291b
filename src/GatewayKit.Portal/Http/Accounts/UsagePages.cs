using GatewayKit.Portal.Applications;
using GatewayKit.Portal.Components;
using GatewayKit.Portal.Database.Rows;
using GatewayKit.Portal.Limits;
using GatewayKit.Portal.Usage;
using GatewayKit.Store;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>The usage of a developer's applications. Those of other developers don't exist.</summary>
internal sealed class UsagePages(
    PortalPages pages, IGatewayStatistics statistics, ApplicationAllowances allowances, UsageFlush flush, ReaderLimits limits,
    TimeProvider time)
{
    public Task<IResult> ShowAsync(PortalRequest request) => WithUsageAsync(request, async view =>
    {
        var left = await pages.ContentAsync(request.Http).ConfigureAwait(false) is { } content
            ? await allowances.ReadAsync(view.Application, content, request.Cancellation).ConfigureAwait(false)
            : [];
        return PortalPages.Page<UsagePage>(view with { Limits = left });
    });

    public Task<IResult> DownloadAsync(PortalRequest request) => WithUsageAsync(request, view => Task.FromResult(
        Results.File(UsageCsv.Write(view.Usage.ByTime, view.Usage.ByApi), "text/csv", $"usage-{view.Application.Id}.csv")));

    private async Task<IResult> WithUsageAsync(PortalRequest request, Func<UsageView, Task<IResult>> answer)
    {
        limits.CountUsagePage(request.Reader!.Id);
        if (await pages.FrameAsync(request.Http, request.Prefix, "Usage", "applications").ConfigureAwait(false) is not { } page)
            return pages.Starting(request.Prefix);

        var application = await request.Get<ApplicationList>()
            .FindAsync(request.Reader!, request.Value("application"), request.Cancellation).ConfigureAwait(false);
        if (application is null)
            return PortalPages.Missing(page);

        await flush.RunAsync(request.Cancellation).ConfigureAwait(false);
        var usage = await ApplicationUsage.ReadAsync(
            statistics, application, UsageRange.Of(request.Query("days")),
            await pages.ApisAsync(request.Http).ConfigureAwait(false), time.GetUtcNow(), request.Cancellation).ConfigureAwait(false);
        return await answer(new UsageView(page with { Title = $"Usage of {application.Name}" }, application, usage))
            .ConfigureAwait(false);
    }
}
