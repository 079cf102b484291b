namespace GatewayKit.Kubernetes.TestServer.Requests;

/// <summary>Counts the requests, and keeps the latest ones.</summary>
public sealed class RequestLog
{
    private const int Kept = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Verb, string Resource, string UserAgent), int> _counts = [];
    private readonly Queue<RequestRecord> _latest = new();

    /// <summary>Gets the latest 10,000 requests, oldest first.</summary>
    public IReadOnlyList<RequestRecord> Latest
    {
        get
        {
            lock (_lock)
                return [.. _latest];
        }
    }

    /// <summary>Gets the number of requests that create, change or delete something.</summary>
    public int Writes => Sum(key => key.Verb is "create" or "update" or "patch" or "delete" or "deletecollection");

    /// <summary>Counts requests since the start or the last <see cref="Clear"/>.</summary>
    /// <param name="verb">The verb; <c>null</c> for all.</param>
    /// <param name="resource">The resource, <c>httproutes</c> or <c>httproutes/status</c>; <c>null</c> for all.</param>
    /// <param name="userAgent">The start of the User-Agent; <c>null</c> for all clients.</param>
    /// <returns>The number of requests.</returns>
    public int Count(string? verb = null, string? resource = null, string? userAgent = null)
        => Sum(key => (verb is null || key.Verb == verb) && (resource is null || key.Resource == resource)
            && (userAgent is null || key.UserAgent.StartsWith(userAgent, StringComparison.Ordinal)));

    /// <summary>Forgets all requests.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _counts.Clear();
            _latest.Clear();
        }
    }

    internal void Add(RequestRecord request)
    {
        lock (_lock)
        {
            var key = (request.Verb, request.Resource, request.UserAgent);
            _counts[key] = _counts.GetValueOrDefault(key) + 1;
            _latest.Enqueue(request);
            if (_latest.Count > Kept)
                _latest.Dequeue();
        }
    }

    private int Sum(Func<(string Verb, string Resource, string UserAgent), bool> condition)
    {
        lock (_lock)
            return _counts.Where(count => condition(count.Key)).Sum(count => count.Value);
    }
}
