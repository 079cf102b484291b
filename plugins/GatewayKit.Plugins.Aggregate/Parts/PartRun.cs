using GatewayKit.Expressions;
using GatewayKit.Plugins.Aggregate.Json;
using GatewayKit.Transforms;

namespace GatewayKit.Plugins.Aggregate.Parts;

/// <summary>
/// Runs the parts of an exchange:
/// <list type="number">
/// <item>each part waits for those whose values it uses</item>
/// <item>it sends its request, or one for each of its items; the number at the same time is limited</item>
/// <item>the first failure of a required part, the time for all parts, and the end of the exchange cancel those that still run</item>
/// </list>
/// </summary>
internal sealed class PartRun(
    PartPlan plan, AggregateOptions options, GatewayContext context, ISubrequestSender sender, TimeProvider time) : IDisposable
{
    private readonly PartSender _sender = new(context, sender, options);
    private readonly SemaphoreSlim _places = new(options.MaxParallel);
    private readonly CancellationTokenSource _failed = new();
    private readonly CancellationTokenSource _deadline = new(options.Timeout, time);
    private readonly CancellationToken _aborted = context.CancellationToken;
    private readonly DateTimeOffset _now = time.GetUtcNow();
    private readonly PartResult?[] _results = new PartResult?[plan.Parts.Length];
    private int _firstFailure = -1;

    /// <summary>Gets the results by the positions of the parts; complete after the run.</summary>
    public IReadOnlyList<PartResult> Results => _results!;

    /// <summary>Runs the parts.</summary>
    /// <returns>The position of the required part that has failed first; -1 if none has.</returns>
    /// <exception cref="OperationCanceledException">The exchange was aborted.</exception>
    public async Task<int> RunAsync()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_aborted, _deadline.Token, _failed.Token);
        var running = new Task[plan.Parts.Length];
        foreach (var index in plan.Order)
            running[index] = RunPartAsync(index, Task.WhenAll(plan.Parts[index].Needs.Select(needed => running[needed])), stop.Token);
        await Task.WhenAll(running).ConfigureAwait(false);
        _aborted.ThrowIfCancellationRequested();
        return _firstFailure;
    }

    /// <summary>Returns the values of parts for templates.</summary>
    public TemplateData DataOf(IEnumerable<int> parts)
    {
        var values = parts.ToDictionary(
            index => plan.Parts[index].Name, index => _results[index]!.ToValue(), StringComparer.Ordinal);
        return new TemplateData(context, _now, new(StringComparer.Ordinal) { [TemplateData.Part] = TemplateValue.Of(values) });
    }

    public void Dispose()
    {
        _places.Dispose();
        _failed.Dispose();
        _deadline.Dispose();
    }

    private async Task RunPartAsync(int index, Task needed, CancellationToken stop)
    {
        await needed.ConfigureAwait(false);
        var part = plan.Parts[index];
        var result = await ResultOfAsync(part, stop).ConfigureAwait(false);
        _results[index] = result;
        if (result.Failure is not null && part.Options.Required
            && Interlocked.CompareExchange(ref _firstFailure, index, -1) == -1)
            await _failed.CancelAsync().ConfigureAwait(false);
    }

    private async Task<PartResult> ResultOfAsync(Part part, CancellationToken stop)
    {
        using var own = new CancellationTokenSource(part.Options.Timeout ?? Timeout.InfiniteTimeSpan, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop, own.Token);
        try
        {
            var data = DataOf(part.Needs);
            return part.ForEach is null
                ? await SendAsync(part, data, ended.Token).ConfigureAwait(false)
                : await SendEachAsync(part, data, ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            var isLate = own.IsCancellationRequested || (_deadline.IsCancellationRequested && _firstFailure < 0);
            return new(0, [], part.Default, isLate ? PartFailure.TimedOut : PartFailure.NotExecuted);
        }
        catch (PartException error)
        {
            return new(0, [], part.Default, new PartFailure(error.Status, error.Message));
        }
    }

    private async Task<PartResult> SendAsync(Part part, TemplateData data, CancellationToken cancellation)
    {
        await _places.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await _sender.SendAsync(part, data, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task<PartResult> SendEachAsync(Part part, TemplateData data, CancellationToken cancellation)
    {
        var items = ItemsOf(part, data);
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var results = await Task.WhenAll(items.Select(async item =>
        {
            try
            {
                var result = await SendAsync(part, data.With(item), failed.Token).ConfigureAwait(false);
                if (result.Failure is not null && part.Options.Required)
                    await failed.CancelAsync().ConfigureAwait(false);
                return result;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return new PartResult(0, [], part.Default, PartFailure.NotExecuted);
            }
        })).ConfigureAwait(false);
        var failure = results.Select(result => result.Failure).FirstOrDefault(each => each is not null && each != PartFailure.NotExecuted);
        return new(200, [], TemplateValue.Of(results.Select(result => result.Body)), failure);
    }

    private static IReadOnlyList<TemplateValue> ItemsOf(Part part, TemplateData data)
    {
        IReadOnlyList<TemplateValue>? items;
        try
        {
            items = data.Evaluate(part.ForEach!).Items;
        }
        catch (Exception error) when (error is ExpressionException or TemplateException)
        {
            throw PartSender.Unrendered(part);
        }

        if (items is null)
            throw PartSender.Unrendered(part);
        if (items.Count > part.Options.MaxItems)
            throw new PartException($"has {items.Count} items, which is more than 'maxItems'");
        return items;
    }
}
