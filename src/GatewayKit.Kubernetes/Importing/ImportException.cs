namespace GatewayKit.Kubernetes.Importing;

/// <summary>Thrown when manifests can't be read.</summary>
public sealed class ImportException : Exception
{
    /// <summary>Initializes a new instance with all errors.</summary>
    /// <param name="errors">The errors, each with its location, such as <c>shop.yaml:12:7: the value has no end</c>.</param>
    public ImportException(IReadOnlyList<string> errors)
        : base(string.Join(Environment.NewLine, errors ?? throw new ArgumentNullException(nameof(errors))))
        => Errors = errors;

    /// <summary>The errors, each with its location.</summary>
    public IReadOnlyList<string> Errors { get; }
}
