using GatewayKit.Bodies;

namespace GatewayKit.Transforms;

/// <summary>The document that paths are evaluated on, and the limit of the work for it.</summary>
/// <param name="root">The root of the document.</param>
/// <param name="steps">The number of values that all paths together can visit, compare and copy.</param>
internal sealed class JsonPathRun(JsonTree root, long steps)
{
    private long _steps = steps;

    public JsonTree Root { get; } = root;

    /// <summary>Counts steps. A path such as <c>$..*..*</c> visits values several times, and a filter can compare each with all
    /// others.</summary>
    /// <exception cref="ConversionException">There are too many.</exception>
    public void Spend(long steps)
    {
        _steps -= steps;
        if (_steps < 0)
            throw new ConversionException(ConversionFailure.TooLarge, "has too many values for the paths of the changes");
    }
}
