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
    PortalPages pages, IGatewayStatistics statistics, UsageFlush flush, ReaderLimits limits, TimeProvider time)
{
    public Task<IResult> ShowAsync(PortalRequest request) => WithUsageAsync(
        request, (page, application, usage) => PortalPages.Page<UsagePage>(new UsageView(page, application, usage)));

    public Task<IResult> DownloadAsync(PortalRequest request) => WithUsageAsync(
        request, (_, application, usage) => Results.File(UsageCsv.Write(usage), "text/csv", $"usage-{application.Id}.csv"));

    private async Task<IResult> WithUsageAsync(PortalRequest request, Func<PortalPage, ApplicationRow, ApplicationUsage, IResult> answer)
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
        return answer(page with { Title = $"Usage of {application.Name}" }, application, usage);
    }
}
