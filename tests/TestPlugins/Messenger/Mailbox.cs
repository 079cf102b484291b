namespace Messenger;

/// <summary>A typed client.</summary>
public sealed class Mailbox(HttpClient client)
{
    public Task<string> ReadAsync(string address, CancellationToken cancellation) => client.GetStringAsync(address, cancellation);
}
