using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Configuration.Sources;

/// <summary>Provides change tokens that fire once; a new token follows each one that fires.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "Without a timer or a wait handle, a CancellationTokenSource holds nothing to dispose of.")]
internal sealed class ChangeSignal
{
    private CancellationTokenSource _current = new();

    /// <summary>The token that fires next.</summary>
    public IChangeToken Token => new CancellationChangeToken(Volatile.Read(ref _current).Token);

    /// <summary>Fires the token.</summary>
    public void Fire() => Interlocked.Exchange(ref _current, new CancellationTokenSource()).Cancel();
}
