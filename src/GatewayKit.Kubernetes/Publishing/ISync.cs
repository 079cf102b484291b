namespace GatewayKit.Kubernetes.Publishing;

/// <summary>Gets each translation that became active.</summary>
internal interface ISync
{
    void Use(PublishedTranslation published);
}
