namespace GatewayKit.Acme.Storage;

/// <summary>
/// Stores the account, the certificates and the answers to challenges for all nodes that share it. Every value is secret: it can
/// contain a private key. Names are segments of <c>a-z</c>, <c>0-9</c>, <c>-</c> and <c>.</c>, separated by <c>/</c>, such as
/// <c>acme.example-1f2e3d4c/hosts/api.example.com/certificate.pem</c>; values have at most 1 MB. The methods can be called at the same
/// time. They throw <see cref="AcmeStorageException"/> if the storage doesn't work; the gateway then tries again later, and serves the
/// certificates that it has loaded.
/// </summary>
public interface IAcmeStorage
{
    /// <summary>Reads a value.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The value, whole: never a mix of two writes. <c>null</c> if there is none.</returns>
    /// <exception cref="AcmeStorageException">The storage doesn't work.</exception>
    ValueTask<byte[]?> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>Writes a value and replaces an existing one. After the call, every node reads the new value.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AcmeStorageException">The storage doesn't work. An existing value is unchanged.</exception>
    ValueTask WriteAsync(string name, ReadOnlyMemory<byte> value, CancellationToken cancellationToken);

    /// <summary>Tries to take a lock that only one node can hold, without waiting for it.</summary>
    /// <param name="name">The name of the lock.</param>
    /// <param name="duration">The time after which the lock ends even if the node doesn't release it, because it has died. The holder
    /// ends its work before.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Releases the lock when disposed; <c>null</c> if another node holds it.</returns>
    /// <exception cref="AcmeStorageException">The storage doesn't work.</exception>
    ValueTask<IAsyncDisposable?> TryLockAsync(string name, TimeSpan duration, CancellationToken cancellationToken);
}
