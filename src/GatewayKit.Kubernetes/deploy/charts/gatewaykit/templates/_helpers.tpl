{{- define "gatewaykit.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "gatewaykit.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else if contains (include "gatewaykit.name" .) .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "gatewaykit.name" .) | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "gatewaykit.selector" -}}
app.kubernetes.io/name: {{ include "gatewaykit.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "gatewaykit.labels" -}}
{{ include "gatewaykit.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/component: gateway
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "gatewaykit.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "gatewaykit.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- /* The name of resources of the cluster, of which two releases of the same name in two namespaces must not share one. */ -}}
{{- define "gatewaykit.clusterName" -}}
{{- printf "%s-%s" .Release.Namespace (include "gatewaykit.fullname" .) | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- /* The namespaces to read, with the gateway's own, which has its Service and the policies of classes; empty for all. */ -}}
{{- define "gatewaykit.namespaces" -}}
{{- if .Values.watchNamespaces }}
{{- append .Values.watchNamespaces .Release.Namespace | uniq | join "," }}
{{- end }}
{{- end }}

{{- /* What the gateway reads and writes in the namespaces whose routes it serves. */ -}}
{{- define "gatewaykit.namespacedRules" -}}
- apiGroups: [""]
  resources: [services, configmaps, secrets]
  verbs: [get, list, watch]
- apiGroups: [discovery.k8s.io]
  resources: [endpointslices]
  verbs: [get, list, watch]
- apiGroups: [networking.k8s.io]
  resources: [ingresses]
  verbs: [get, list, watch]
- apiGroups: [networking.k8s.io]
  resources: [ingresses/status]
  verbs: [get, update, patch]
- apiGroups: [gateway.networking.k8s.io]
  resources: [gateways, listenersets, httproutes, grpcroutes, tlsroutes, tcproutes, referencegrants, backendtlspolicies]
  verbs: [get, list, watch]
- apiGroups: [gateway.networking.k8s.io]
  resources: [gateways/status, listenersets/status, httproutes/status, grpcroutes/status, tlsroutes/status, tcproutes/status, backendtlspolicies/status]
  verbs: [get, update, patch]
- apiGroups: [gatewaykit.io]
  resources: [gatewayplugins, gatewaypolicies, gatewayconsumers]
  verbs: [get, list, watch]
- apiGroups: [gatewaykit.io]
  resources: [gatewayplugins/status, gatewaypolicies/status, gatewayconsumers/status]
  verbs: [get, update, patch]
- apiGroups: ["", events.k8s.io]
  resources: [events]
  verbs: [create, patch]
{{- end }}
