using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Proxy.Subrequests;

/// <summary>The response of a subrequest, with the rules of the server.</summary>
/// <param name="isHead">Whether the method is HEAD.</param>
/// <param name="started">Called once, when the head is complete.</param>
internal sealed class SubrequestResponse(bool isHead, Action<SubrequestResponse> started)
    : IHttpResponseFeature, IHttpResponseTrailersFeature
{
    private readonly HeaderDictionary _headers = [];
    private readonly HeaderDictionary _trailers = [];
    private readonly Stack<(Func<object, Task> Callback, object State)> _starting = new();
    private readonly Stack<(Func<object, Task> Callback, object State)> _completed = new();
    private int _status = StatusCodes.Status200OK;
    private string? _reason;
    private long _written;

    public int StatusCode
    {
        get => _status;
        set
        {
            ThrowIfStarted();
            _status = value;
        }
    }

    public string? ReasonPhrase
    {
        get => _reason;
        set
        {
            ThrowIfStarted();
            _reason = value;
        }
    }

    /// <summary>Can't be replaced: that would bypass what protects them after the start.</summary>
    public IHeaderDictionary Headers
    {
        get => _headers;
        set => throw new NotSupportedException();
    }

    public Stream Body { get; set; } = Stream.Null;

    public bool HasStarted { get; private set; }

    public IHeaderDictionary Trailers
    {
        get => _trailers;
        set => throw new NotSupportedException();
    }

    /// <summary>Gets whether the response has no body, by its method and status (RFC 9110, section 6.4.1).</summary>
    public bool IsBodiless => isHead || _status is < 200 or 204 or 304;

    /// <summary>The number of bytes of the body that are missing; 0 if the length is unknown.</summary>
    public long Missing => IsBodiless || _headers.ContentLength is not { } length ? 0 : length - _written;

    public void OnStarting(Func<object, Task> callback, object state)
    {
        ThrowIfStarted();
        _starting.Push((callback, state));
    }

    public void OnCompleted(Func<object, Task> callback, object state) => _completed.Push((callback, state));

    public async ValueTask StartAsync()
    {
        if (HasStarted)
            return;

        while (_starting.TryPop(out var waiting))
            await waiting.Callback(waiting.State).ConfigureAwait(false);
        if (HasStarted)
            return;

        HasStarted = true;
        _headers.IsReadOnly = true;
        started(this);
    }

    /// <summary>Counts bytes of the body.</summary>
    /// <exception cref="InvalidOperationException">The response would have more bytes than its header says.</exception>
    public void Count(int bytes)
    {
        if (_headers.ContentLength is { } length && _written + bytes > length)
            throw new InvalidOperationException($"The response has more bytes than the {length} of its Content-Length.");

        _written += bytes;
    }

    /// <summary>Returns the next function that waits for the end of the response; null if there is none.</summary>
    public (Func<object, Task> Callback, object State)? NextCompleted() => _completed.TryPop(out var next) ? next : null;

    private void ThrowIfStarted()
    {
        if (HasStarted)
            throw new InvalidOperationException("The response has already started.");
    }
}
