namespace GatewayKit.Portal.Tests.Support;

/// <summary>Doesn't send the first message, and so none, until the test releases it.</summary>
internal sealed class BlockedEmail : IPortalEmail
{
    private readonly TaskCompletionSource _isSending = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _canSend = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the first message is about to be sent.</summary>
    public Task IsSending => _isSending.Task;

    public void Release() => _canSend.SetResult();

    public Task SendAsync(PortalMessage message, CancellationToken cancellation = default)
    {
        _isSending.TrySetResult();
        return _canSend.Task.WaitAsync(cancellation);
    }
}
