using GatewayKit.Portal.Components;
using GatewayKit.Portal.Content;
using GatewayKit.Portal.Limits;
using GatewayKit.Portal.Subscriptions;
using GatewayKit.Portal.Usage;
using GatewayKit.Store;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Portal.Http.Accounts;

/// <summary>The usage of APIs for their owners. Those of other owners don't exist.</summary>
internal sealed class OwnedApiPages(
    PortalPages pages, IGatewayStatistics statistics, UsageFlush flush, ReaderLimits limits, TimeProvider time)
{
    public async Task<IResult> ListAsync(PortalRequest request)
    {
        if (await pages.FrameAsync(request.Http, request.Prefix, "Your APIs", "owned").ConfigureAwait(false) is not { } page
            || await pages.ContentAsync(request.Http).ConfigureAwait(false) is not { } content)
            return pages.Starting(request.Prefix);

        return PortalPages.Page<OwnedApisPage>(
            new OwnedApisView(page, [.. content.Apis.Where(api => SubscriptionApprovals.IsOwner(request.Reader!, api))]));
    }

    public Task<IResult> ShowAsync(PortalRequest request) => WithUsageAsync(
        request, (page, api, usage) => PortalPages.Page<OwnedApiPage>(new OwnedApiView(page, api, usage)));

    public Task<IResult> DownloadAsync(PortalRequest request) => WithUsageAsync(request, (_, api, usage) => Results.File(
        UsageCsv.Write(usage.ByTime, usage.Versions, usage.Consumers, usage.Deprecated), "text/csv", $"usage-{api.Id}.csv"));

    private async Task<IResult> WithUsageAsync(PortalRequest request, Func<PortalPage, ApiEntry, ApiUsage, IResult> answer)
    {
        limits.CountUsagePage(request.Reader!.Id);
        if (await pages.FrameAsync(request.Http, request.Prefix, "Usage", "owned").ConfigureAwait(false) is not { } page
            || await pages.ContentAsync(request.Http).ConfigureAwait(false) is not { } content)
            return pages.Starting(request.Prefix);

        var id = request.Value("api");
        if (content.Apis.FirstOrDefault(entry => entry.Id.Equals(id, StringComparison.OrdinalIgnoreCase)) is not { } api
            || !SubscriptionApprovals.IsOwner(request.Reader!, api))
            return PortalPages.Missing(page);

        page = page with { Title = $"Usage of {api.Title}" };
        try
        {
            await flush.RunAsync(request.Cancellation).ConfigureAwait(false);
            var usage = await ApiUsage.ReadAsync(
                statistics, request.Get<ConsumerNames>(), api, UsageRange.Of(request.Query("days")), time.GetUtcNow(),
                request.Cancellation).ConfigureAwait(false);
            return answer(page, api, usage);
        }
        catch (ArgumentException error)
        {
            return PortalPages.Message(
                page, StatusCodes.Status503ServiceUnavailable, $"The API has too many requests for this time. {error.Message}");
        }
    }
}
