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
    PortalPages pages, IGatewayStatistics statistics, UsageFlush flush, ReaderLimits limits, PortalAccountOptions options,
    TimeProvider time)
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
        request, (page, api, usage) => PortalPages.Page<OwnedApiPage>(
            new OwnedApiView(page, api, usage) { HasOperations = options.OperationStatistics }));

    public Task<IResult> DownloadAsync(PortalRequest request) => WithUsageAsync(request, (_, api, usage) => Results.File(
        UsageCsv.Write(usage.ByTime, usage.Versions, usage.Consumers, usage.Deprecated), "text/csv", $"usage-{api.Id}.csv"));

    public Task<IResult> ShowOperationsAsync(PortalRequest request) => WithOperationsAsync(
        request, (page, api, usage) => PortalPages.Page<OwnedOperationsPage>(new OwnedOperationsView(page, api, usage)));

    public Task<IResult> DownloadOperationsAsync(PortalRequest request) => WithOperationsAsync(request, (_, api, usage) => Results.File(
        UsageCsv.Write(usage.Operations, usage.Undocumented, usage.Unused), "text/csv", $"operations-{api.Id}.csv"));

    private Task<IResult> WithUsageAsync(PortalRequest request, Func<PortalPage, ApiEntry, ApiUsage, IResult> answer)
        => WithApiAsync(request, "Usage", async (page, api) => answer(page, api, await ApiUsage.ReadAsync(
            statistics, request.Get<ConsumerNames>(), api, UsageRange.Of(request.Query("days")), time.GetUtcNow(),
            request.Cancellation).ConfigureAwait(false)));

    private Task<IResult> WithOperationsAsync(PortalRequest request, Func<PortalPage, ApiEntry, OperationUsage, IResult> answer)
        => WithApiAsync(request, "Operations", async (page, api) => answer(page, api, await OperationUsage.ReadAsync(
            statistics, api, UsageRange.Of(request.Query("days")), UsageOrder.Of(request.Query("sort")), time.GetUtcNow(),
            request.Cancellation).ConfigureAwait(false)));

    private async Task<IResult> WithApiAsync(PortalRequest request, string title, Func<PortalPage, ApiEntry, Task<IResult>> answer)
    {
        limits.CountUsagePage(request.Reader!.Id);
        if (await pages.FrameAsync(request.Http, request.Prefix, title, "owned").ConfigureAwait(false) is not { } page
            || await pages.ContentAsync(request.Http).ConfigureAwait(false) is not { } content)
            return pages.Starting(request.Prefix);

        var id = request.Value("api");
        if (content.Apis.FirstOrDefault(entry => entry.Id.Equals(id, StringComparison.OrdinalIgnoreCase)) is not { } api
            || !SubscriptionApprovals.IsOwner(request.Reader!, api))
            return PortalPages.Missing(page);

        page = page with { Title = $"{title} of {api.Title}" };
        try
        {
            await flush.RunAsync(request.Cancellation).ConfigureAwait(false);
            return await answer(page, api).ConfigureAwait(false);
        }
        catch (ArgumentException error)
        {
            return PortalPages.Message(
                page, StatusCodes.Status503ServiceUnavailable, $"The API has too many requests for this time. {error.Message}");
        }
    }
}
